-- What may be changed on an order that is not over: its delivery, its language, its life.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.delivery   $5 form.language
-- $6 form.code   $7 user.id   $8 user.role
-- can_replace: nobody knows what became of it, or it was replaced already, means no.
select o.id, o.case_id, c.reference, called.name, m.language as lang, v.word as provider,
       s.is_open and o.refresh_of_id is null and n.needs_client as is_open,
       s.is_open and o.cancel_asked_at is null as can_cancel,
       s.is_open and o.cancel_asked_at is not null as is_asked,
       o.intent not in ('sending', 'uncertain') and c.closed_at is null and r.id is null
       as can_replace,
       r.id as replaced_by,
       s.word as state_word, s.look as state_look, s.icon as state_icon,
       coalesce(nullif(concat_ws(' and ', o.email, fmt_phone(o.phone)), ''),
                'no address is on this order') as reach,
       case when v.sends_links then v.word end as sender,
       d.delivery = 'truv' as is_truv, d.delivery = 'agency' as is_agency,
       d.delivery = 'in_person' as is_in_person,
       d.delivery = 'link' as is_link,
       (select json_build_object('provider', v.word, 'list', json_agg(json_build_object(
                   'code', x.reason, 'word', x.word,
                   'is_chosen', x.reason = coalesce($6, 'other')) order by x.place))
          from cancel_reasons x
         where x.provider = o.provider
        having count(*) > 0) as reasons,
       (select json_agg(json_build_object('code', l.code, 'word', l.word, 'own_word', l.own_word,
                                          'is_chosen', l.code = coalesce($5, o.language))
                        order by l.code <> 'en', l.word)
          from languages l) as languages
  from orders o
  join cases c on c.id = o.case_id
  join members m on m.id = o.member_id
  join providers v on v.provider = o.provider
  join order_states s on s.state = o.state
  join provider_methods n on n.provider = o.provider and n.method = o.method
  left join orders r on r.replaces_id = o.id
 cross join lateral (
       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
                                     else '' end as name) called
 cross join lateral (select coalesce($4, o.delivery) as delivery) d
 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $7::bigint, $8::text, $2::bigint[])
