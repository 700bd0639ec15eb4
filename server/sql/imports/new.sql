-- The form for a file: what it may hold, for which office, and how its columns may be called.
-- $1 user.offices   $2 user.sees_all   $3 form.kind   $4 form.office_id   $5 form.client_key
-- $6 query.kind
select 'New import' as title,
       coalesce($5, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32))
       as client_key,
       (select json_agg(json_build_object('kind', k.kind, 'word', k.word, 'hint', k.hint,
                   'is_chosen', k.kind = coalesce(nullif($3::text, ''), nullif($6::text, ''),
                                                  'dues'),
                   'needed', (select string_agg(f.word, ', ' order by f.place)
                                from import_fields f where f.kind = k.kind and f.is_needed),
                   'may', (select string_agg(f.word, ', ' order by f.place)
                             from import_fields f where f.kind = k.kind and not f.is_needed))
                   order by k.place)
          from import_kinds k) as kinds,
       (select json_agg(json_build_object('id', f.id::text, 'name', f.name,
                                          'is_chosen', f.id::text is not distinct from $4::text)
                        order by f.name)
          from offices f
         where f.id = any ($1::bigint[]) or $2::boolean) as offices
