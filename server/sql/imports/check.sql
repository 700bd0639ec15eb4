-- Reads the next five hundred rows of a file by its columns, and goes on with the next; behind the
-- last come the questions that need the cases. Of a row's faults the first column's is kept.
-- $1 job.input.import_id
with i as materialized (
	select x.id, x.kind, x.mapping, x.checked_row, cardinality(x.headings) as width
	  from imports x
	 where x.id = $1::bigint and x.state = 'checking'
	   for update
), fields as materialized (
	select f.field, f.form, f.is_needed, f.place, (i.mapping ->> f.field)::integer as column
	  from i
	  join import_fields f on f.kind = i.kind and i.mapping ? f.field
), batch as materialized (
	select l.number, l.cells
	  from i
	  join import_lines l on l.import_id = i.id and l.number > i.checked_row
	 order by l.number
	 limit 500
), cells as materialized (
	select b.number, f.field, f.place, f.is_needed, c.raw,
	       case when c.raw is not null then import_value(f.form, c.raw) end as value
	  from batch b
	 cross join fields f
	 cross join lateral (
	       select nullif(btrim(b.cells[f.column], E' \t\r\n\u00a0'), '') as raw) c
), rows as (
	select c.number,
	       coalesce(jsonb_object_agg(c.field, c.value) filter (where c.value is not null), '{}')
	         as data,
	       (array_agg(c.field order by c.place) filter (where w.is_wrong))[1] as field,
	       (array_agg(case when c.raw is null then 'empty' else 'form' end order by c.place)
	          filter (where w.is_wrong))[1] as problem
	  from cells c
	 cross join lateral (
	       select c.value is null and (c.raw is not null or c.is_needed) as is_wrong) w
	 group by c.number
), kept as (
	insert into import_rows as k (import_id, number, data, problem, field)
	select i.id, r.number, r.data, case when w.is_wide then 'wide' else r.problem end,
	       case when not w.is_wide then r.field end
	  from i
	 cross join rows r
	  join batch b on b.number = r.number
	 cross join lateral (
	       select exists (select from unnest(b.cells[i.width + 1:]) x where btrim(x) <> '')
	              as is_wide) w
	on conflict (import_id, number) do update
	   set data = excluded.data, problem = excluded.problem, field = excluded.field,
	       forecast = null, case_id = null, member_id = null
), more as (
	insert into jobs (kind, input, single)
	select case when count(b.number) = 500 then 'imports/check'
	            else 'imports/match-' || i.kind end,
	       jsonb_build_object('import_id', i.id), 'import:' || i.id
	  from i
	  left join batch b on true
	 group by i.id, i.kind
	on conflict do nothing
)
update imports x
   set checked_row = coalesce((select max(b.number) from batch b), x.checked_row)
  from i
 where x.id = i.id
