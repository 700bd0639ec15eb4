-- What the auditor's pages need to know of cases whose rows they may not see: which case a line is
-- about and what the agency calls it. Ids and case numbers only, never a person.
create function audit_case(subject text) returns bigint language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	wanted bigint := case when split_part(subject, ':', 2) ~ '^[0-9]{1,18}$'
	                      then split_part(subject, ':', 2)::bigint end;
	found bigint;
begin
	perform set_config('app.sees_all', 'true', true);
	found := case split_part(subject, ':', 1)
	         when 'case' then (select c.id from cases c where c.id = wanted)
	         when 'order' then (select o.case_id from orders o where o.id = wanted)
	         when 'review' then (select o.case_id
	                               from reviews v
	                               join orders o on o.id = v.order_id
	                              where v.id = wanted)
	         when 'task' then (select t.case_id from tasks t where t.id = wanted)
	         when 'call' then (select c.case_id from calls c where c.id = wanted)
	         when 'member' then (select m.case_id from members m where m.id = wanted) end;
	perform set_config('app.sees_all', before, true);
	return found;
end $$;

-- Every subject that is a part of a case; the other way round.
create function audit_subjects(wanted bigint) returns text[] language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found text[];
begin
	perform set_config('app.sees_all', 'true', true);
	found := array(
		select 'case:' || c.id from cases c where c.id = wanted
		union all
		select 'order:' || o.id from orders o where o.case_id = wanted
		union all
		select 'review:' || v.id
		  from reviews v
		  join orders o on o.id = v.order_id
		 where o.case_id = wanted
		union all
		select 'task:' || t.id from tasks t where t.case_id = wanted
		union all
		select 'call:' || c.id from calls c where c.case_id = wanted
		union all
		select 'member:' || m.id from members m where m.case_id = wanted);
	perform set_config('app.sees_all', before, true);
	return found;
end $$;

-- A case's number by its id, and its id by its number as somebody typed it.
create function audit_reference(wanted bigint) returns text language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found text;
begin
	perform set_config('app.sees_all', 'true', true);
	found := (select c.reference from cases c where c.id = wanted);
	perform set_config('app.sees_all', before, true);
	return found;
end $$;
create function audit_find_case(typed text) returns bigint language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found bigint;
begin
	perform set_config('app.sees_all', 'true', true);
	found := (select c.id from cases c where c.reference = upper(btrim(typed)));
	perform set_config('app.sees_all', before, true);
	return found;
end $$;

-- "ssn.reveal" → "Ssn: reveal"; three letters are an abbreviation.
create function audit_words(action text) returns text language sql immutable as $$
	select case when length(n.noun) = 3 then upper(n.noun) else initcap(n.noun) end || ': '
	       || replace(split_part(action, '.', 2), '_', ' ')
	  from (select replace(split_part(action, '.', 1), '_', ' ') as noun) n
$$;

create table audit_outcomes (
	outcome text primary key,
	word    text not null
);
insert into audit_outcomes (outcome, word) values
	('done', 'Done'), ('not_done', 'Form to mend'), ('not_found', 'Not theirs to see'),
	('refused', 'Refused'), ('conflict', 'Somebody was faster'), ('failed', 'Failed');
grant select on audit_outcomes to verify_app;

-- Lines that fit what the auditor asks for, newest first. from_at and to_at bound the time; a line
-- before `before` only, so that a page can go on where another ended.
create function audit_find(who bigint, from_at timestamptz, to_at timestamptz, noun text,
	subjects text[], wanted text, before bigint, most integer)
returns setof bigint language plpgsql stable rows 50 set plan_cache_mode = force_custom_plan as $$
begin
	return query
	select a.id
	  from audit a
	 where (who is null or a.user_id = who)
	   and (from_at is null or a.at >= from_at) and (to_at is null or a.at < to_at)
	   and (noun is null or a.action = noun or starts_with(a.action, noun || '.'))
	   and (subjects is null or a.subject = any (subjects))
	   and (wanted is null or a.outcome = wanted)
	   and (before is null or a.id < before)
	 order by a.id desc
	 limit most;
end $$;
