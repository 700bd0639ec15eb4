-- Keeps what the provider's search gave, and tells the page that asked.
-- $1 job.input.query   $2 job.input.product   $3 upstream.employers   $4 job.input.case_id
with given as (
	select e.mapping_id, left(e.name, 200) as name, coalesce(e.is_direct, false) as is_direct,
	       row_number() over () as place
	  from jsonb_to_recordset($3::jsonb) as e (mapping_id text, name text, is_direct boolean)
	 where length(e.mapping_id) between 1 and 100 and e.name <> ''
	 limit 8
), kept as (
	insert into employers (mapping_id, name, is_direct)
	select distinct on (mapping_id) mapping_id, name, is_direct from given
	on conflict (mapping_id) do update
	   set name = excluded.name, is_direct = excluded.is_direct, seen_at = now()
), found as (
	update employer_searches s
	   set found_at = now(),
	       hits = (select coalesce(array_agg(mapping_id order by place), '{}') from given)
	 where s.query = $1 and s.product = $2
	returning s.query
)
select pg_notify('changed', 'case:' || $4::bigint) as told
  from found
