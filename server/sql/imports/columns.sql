-- The columns of a file with their first cells, and what each is taken for, to be changed.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.columns   $5 problems
with i as (
	select x.id, x.kind, x.name, x.headings, x.mapping, k.word as kind_word, x.row_count
	  from imports x
	  join import_kinds k on k.kind = x.kind
	 where x.id = $1::bigint and x.state in ('columns', 'checking', 'ready')
	   and (x.office_id = any ($2::bigint[]) or $3::boolean)
), typed as (
	select (t ->> 'column')::integer as place, t ->> 'field' as field
	  from jsonb_array_elements($4::jsonb) t
	 where t ->> 'column' ~ '^\d{1,2}$'
), first_rows as materialized (
	select l.number, l.cells
	  from i
	  join import_lines l on l.import_id = i.id
	 order by l.number
	 limit 3
), columns as (
	select h.place, h.heading,
	       case when $4::jsonb is null
	            then (select m.key from jsonb_each_text(i.mapping) m
	                   where m.value::integer = h.place)
	            else (select t.field from typed t where t.place = h.place limit 1) end as field
	  from i
	 cross join lateral unnest(i.headings) with ordinality h (heading, place)
)
select i.id::text, i.name, i.kind_word,
       'Say which column is what' as heading,
       to_char(i.row_count, 'FM99,990') as rows,
       (select fmt_list(array_agg(f.word order by f.place))
          from import_fields f where f.kind = i.kind and f.is_needed) as needed,
       (select json_agg(json_build_object(
                   'error', (select string_agg(p ->> 'message', '. ')
                               from jsonb_array_elements($5::jsonb) p
                              where p ->> 'name' = 'columns.' || c.place - 1 || '.field'),
                   'index', (c.place - 1)::text, 'column', c.place::text, 'heading', c.heading,
                   'cells', (select coalesce(json_agg(json_build_object(
                                        'value', coalesce(nullif(left(r.cells[c.place], 60), ''),
                                                          'empty'),
                                        'is_empty', coalesce(r.cells[c.place], '') = '')
                                        order by r.number), '[]')
                               from first_rows r),
                   'fields', (select json_agg(json_build_object(
                                         'field', f.field, 'word', f.word,
                                         'is_chosen', f.field is not distinct from c.field)
                                         order by f.place)
                                from import_fields f where f.kind = i.kind))
                   order by c.place)
          from columns c) as columns
  from i
