-- What is wrong with the columns as they were chosen: one that is needed is not there, or two are
-- the same.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.columns
-- rows problems
with i as (
	select x.kind, x.headings
	  from imports x
	 where x.id = $1::bigint and (x.office_id = any ($2::bigint[]) or $3::boolean)
), chosen as (
	select (t ->> 'column')::integer as place, t ->> 'field' as field
	  from jsonb_array_elements($4::jsonb) t
	 where t ->> 'column' ~ '^\d{1,2}$' and t ->> 'field' is not null
)
select 'columns.' || c.place - 1 || '.field' as name,
       'Choose what "' || i.headings[c.place] || '" is from the list' as message
  from i
 cross join chosen c
 where i.headings[c.place] is not null
   and not exists (select from import_fields f where f.kind = i.kind and f.field = c.field)
union all
select 'columns.' || max(c.place) - 1 || '.field',
       'Change one of the columns: ' || count(*) || ' of them are ' || f.word
  from i
 cross join chosen c
  join import_fields f on f.kind = i.kind and f.field = c.field
 where i.headings[c.place] is not null
 group by f.field, f.word
having count(*) > 1
union all
select 'columns.0.field', 'Choose a column for ' || f.word
  from i
  join import_fields f on f.kind = i.kind and f.is_needed
 where not exists (select from chosen c
                    where c.field = f.field and i.headings[c.place] is not null)
