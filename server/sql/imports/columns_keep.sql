-- Keeps which column is what, for this file and the office's next ones, and checks the file anew.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.columns
with i as (
	select x.id, x.kind, x.office_id, x.headings, m.mapping
	  from imports x
	 cross join lateral (
	       select jsonb_object_agg(t ->> 'field', (t ->> 'column')::integer) as mapping
	         from jsonb_array_elements($4::jsonb) t
	        where t ->> 'field' is not null
	          and x.headings[(t ->> 'column')::integer] is not null) m
	 where x.id = $1::bigint and x.state in ('columns', 'checking', 'ready')
	   and (x.office_id = any ($2::bigint[]) or $3::boolean)
), learned as (
	insert into import_headings as k (office_id, kind, heading, field)
	select distinct on (fold(h.heading)) i.office_id, i.kind, fold(h.heading), m.key
	  from i
	 cross join lateral unnest(i.headings) with ordinality h (heading, place)
	  left join lateral jsonb_each_text(i.mapping) m on m.value::integer = h.place
	 where fold(h.heading) <> ''
	 order by fold(h.heading), m.key is null
	on conflict (office_id, kind, heading) do update set field = excluded.field
), job as (
	insert into jobs (kind, input, single)
	select 'imports/check', jsonb_build_object('import_id', i.id), 'import:' || i.id from i
	on conflict do nothing
)
update imports x
   set mapping = i.mapping, state = 'checking', checked_row = 0, matched_row = 0
  from i
 where x.id = i.id
returning x.id::text
