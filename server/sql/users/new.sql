-- What an invitation asks: roles and offices, with what was chosen.
-- $1 form.role   $2 form.offices
select 'Invite somebody' as title,
       (select json_agg(json_build_object('value', r.role, 'word', r.word,
                                          'is_chosen', r.role = $1::text) order by r.word)
          from roles r) as roles,
       (select coalesce(json_agg(json_build_object(
                   'id', o.id::text, 'name', o.name,
                   'is_chosen', o.id::text = any (coalesce($2::text[], '{}')))
                   order by o.name), '[]')
          from offices o) as offices
