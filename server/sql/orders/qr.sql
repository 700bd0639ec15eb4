-- The code of one order, to show or to print: whom it is for, and the short link under it.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.role   $5 user.id
-- The desk sees no order, and nobody a link that carries more than a short name.
select o.id, 'Code for ' || called.name as title, called.name, m.language as lang,
       l.word as language, fmt_date(o.expires_at) as until,
       case when $4::text <> 'front_desk' then '/orders/' || o.id end as href,
       o.share_url is not null and s.is_open as has_code,
       unseal('orders.short_share_url:' || o.id, o.short_share_url) as link,
       (select coalesce(json_agg(json_build_object(
                   'order_id', o.id::text, 'display_id', d.id::text, 'display_name', d.name,
                   'is_here', d.order_id is not distinct from o.id) order by d.name), '[]')
          from displays d
         where d.office_id = c.office_id and d.removed_at is null) as windows,
       s.word as state_word, s.look as state_look, s.icon as state_icon
  from orders o
  join cases c on c.id = o.case_id
  join members m on m.id = o.member_id
 cross join lateral (
       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
                                     else '' end as name) called
  join languages l on l.code = o.language
  join order_states s on s.state = o.state
 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $5::bigint, $4::text, $2::bigint[])
