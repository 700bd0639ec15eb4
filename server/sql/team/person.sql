-- What a worker speaks and works on, for whoever leads one of their offices.
-- $1 path.id   $2 user.offices   $3 user.sees_all
select u.id::text, u.name, u.name as title,
       (select json_agg(json_build_object('value', l.code, 'word', l.word, 'is_chosen', exists (
                   select from user_languages s where s.user_id = u.id and s.language = l.code))
                   order by l.word)
          from languages l
         where l.code <> 'en') as languages,
       (select json_agg(json_build_object('value', p.id::text, 'word', p.name, 'is_chosen', exists (
                   select from user_programs s where s.user_id = u.id and s.program_id = p.id))
                   order by p.name)
          from programs p) as programs
  from users u
 where u.id = $1::bigint and u.role in ('caseworker', 'supervisor')
   and exists (select from user_offices x
                where x.user_id = u.id and (x.office_id = any ($2::bigint[]) or $3::boolean))
