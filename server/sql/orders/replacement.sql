-- The form for an order that takes another's place, filled from it. No row where it may not be
-- replaced: nobody knows what became of it, it was replaced already, or its case is closed.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.delivery   $5 form.language
-- $6 form.client_key   $7 user.id   $8 user.role
select o.id, o.case_id, c.reference, called.name, m.language as lang,
       coalesce(o.email, m.email) as email, fmt_phone(coalesce(o.phone, m.phone)) as phone,
       fmt_list(o.products) as what, s.is_open,
       coalesce($6, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
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
  join order_states s on s.state = o.state
 cross join lateral (
       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
                                     else '' end as name) called
 cross join lateral (select coalesce($4, o.delivery) as delivery) d
 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $7::bigint, $8::text, $2::bigint[])
   and o.intent not in ('sending', 'uncertain') and c.closed_at is null
   and not exists (select from orders r where r.replaces_id = o.id)
