-- The provider's own history of one order, newest first, as it was last read.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select o.id, o.case_id, c.reference, v.word as provider, n.name, m.language as lang,
       o.upstream_id is not null as is_known, fmt_when(o.events_at) as read,
       fmt_iso(o.events_at) as read_iso,
       coalesce(o.events_asked_at > coalesce(o.events_at, '-infinity'), false)
       and o.upstream_id is not null as is_asked,
       (select coalesce(json_agg(json_build_object(
                   'what', coalesce(w.word, initcap(replace(e.type, '_', ' '))),
                   'icon', coalesce(w.icon, 'info'), 'place', k.name,
                   'at', fmt_when(e.at), 'iso', fmt_iso(e.at)) order by e.at desc, e.id desc),
               '[]')
          from order_events e
          left join event_words w on w.type = e.type
          left join connections k on k.order_id = e.order_id and k.upstream_id = e.suborder_id
         where e.order_id = o.id) as events
  from orders o
  join cases c on c.id = o.case_id
  join members m on m.id = o.member_id
  join providers v on v.provider = o.provider
 cross join lateral (
       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
                                     else '' end as name) n
 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
