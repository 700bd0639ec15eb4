-- The end of a step over some rows of a file: the same step again for those that are left, or what
-- comes after it. step: match (rows find what they mean, up to the row last) or run (they come in).
create function import_next(wanted bigint, step text, is_more boolean, last integer default null)
returns void language plpgsql as $$
begin
	insert into jobs (kind, input, single)
	select 'imports/' || step || '-' || i.kind, jsonb_build_object('import_id', i.id),
	       'import:' || i.id
	  from imports i
	 where i.id = wanted and is_more
	on conflict do nothing;
	update imports i
	   set state = case when is_more then i.state when step = 'match' then 'ready' else 'done' end,
	       matched_row = coalesce(last, i.matched_row),
	       ended_at = case when step = 'run' and not is_more then now() else i.ended_at end
	 where i.id = wanted;
end $$;
