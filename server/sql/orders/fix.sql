-- A refused order's fields, with what the provider said of each. No row unless it waits for a fix.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.delivery   $5 form.language
-- $6 user.id   $7 user.role
select o.id, o.case_id, c.reference, v.word as provider, called.name, m.language as lang,
       'Fix the order for ' || called.name as title, m.first_name, m.last_name,
       coalesce(o.email, m.email) as email, fmt_phone(coalesce(o.phone, m.phone)) as phone,
       fmt_list(o.products) as what, fmt_age(o.state_at) as age,
       o.problems ->> 'first_name' as first_name_problem,
       o.problems ->> 'last_name' as last_name_problem,
       o.problems ->> 'email' as email_problem, o.problems ->> 'phone' as phone_problem,
       (select coalesce(json_agg(json_build_object(
                   'field', case when p.field in ('first_name', 'last_name', 'email', 'phone')
                                 then p.field end,
                   'problem', p.said) order by p.field), '[]')
          from jsonb_each_text(o.problems) p (field, said)) as problems,
       case when v.sends_links then v.word end as sender,
       d.delivery = 'truv' as is_truv, d.delivery = 'agency' as is_agency,
       d.delivery = 'in_person' as is_in_person,
       d.delivery = 'link' as is_link,
       (select json_agg(json_build_object('code', l.code, 'word', l.word, 'own_word', l.own_word,
                                          'is_chosen', l.code = coalesce($5, o.language))
                        order by l.code <> 'en', l.word)
          from languages l) as languages
  from orders o
  join cases c on c.id = o.case_id
  join members m on m.id = o.member_id
  join providers v on v.provider = o.provider
 cross join lateral (
       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
                                     else '' end as name) called
 cross join lateral (select coalesce($4, o.delivery) as delivery) d
 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $6::bigint, $7::text, $2::bigint[])
   and o.state = 'needs_fix'
