-- The form for a list: its columns, of which office, and what of it.
-- $1 query.list   $2 form.list   $3 user.offices   $4 user.sees_all   $5 form.columns
-- $6 form.office_id   $7 form.pick   $8 form.client_key   $9 query.pick
select l.list, l.word, l.hint, l.pick_word,
       coalesce($8, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32))
       as client_key,
       (select json_agg(json_build_object('name', c.name, 'word', c.word,
                   'is_chosen', case when $2::text is null then c.is_default
                                     else coalesce(c.name = any ($5::text[]), false) end)
                   order by c.place)
          from export_columns c where c.list = l.list) as columns,
       (select json_agg(json_build_object('value', p.value, 'word', p.word,
                   'is_chosen', p.value = coalesce($7::text, $9::text, '')) order by p.place)
          from export_picks(l.list, $3::bigint[], $4::boolean) p) as picks,
       (select json_agg(json_build_object('id', f.id::text, 'name', f.name,
                                          'is_chosen', f.id::text is not distinct from $6::text)
                        order by f.name)
          from offices f where f.id = any ($3::bigint[]) or $4::boolean) as offices
  from export_lists l
 where l.list = coalesce($2::text, $1::text, 'cases')
