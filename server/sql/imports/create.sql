-- A file that came in, with what its columns seem to be; where all that is needed is among them it
-- is checked at once. Its rows follow in the same transaction. No row: no such office for them.
-- $1 form.kind   $2 form.office_id   $3 form.client_key   $4 file.name   $5 file.sha256
-- $6 file.bytes   $7 file.headings   $8 file.rows   $9 user.id   $10 user.offices
-- $11 user.sees_all
with made as (
	insert into imports (kind, office_id, name, sha256, bytes, headings, row_count, mapping,
	                     state, client_key, created_by)
	select $1::text, f.id, $4, $5, $6::integer, $7::text[], $8::integer, g.mapping,
	       case when import_lacks($1::text, g.mapping) = '{}' then 'checking'
	            else 'columns' end,
	       $3, $9::bigint
	  from offices f
	 cross join lateral (select import_guess($1::text, f.id, $7::text[]) as mapping) g
	 where f.id = $2::bigint and (f.id = any ($10::bigint[]) or $11::boolean)
	returning id, state
), job as (
	insert into jobs (kind, input, single)
	select 'imports/check', jsonb_build_object('import_id', id), 'import:' || id
	  from made
	 where state = 'checking'
)
select m.id::text
  from made m
