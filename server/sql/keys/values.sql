-- The next values of a sealed column that are not under the key that seals now, or not sealed at
-- all. A new sealed column gets its part here, in keys/put and in keys/status. Papers are large:
-- one at a time.
-- $1 place   $2 after   $3 prefix   $4 index_prefix
(select o.id::text as id, o.id::text as row, o.share_url as value
   from orders o
  where $1::text = 'orders.share_url' and o.id > $2::bigint
    and not starts_with(o.share_url, $3::text)
  order by o.id
  limit 200)
union all
(select o.id::text, o.id::text, o.short_share_url
   from orders o
  where $1::text = 'orders.short_share_url' and o.id > $2::bigint
    and not starts_with(o.short_share_url, $3::text)
  order by o.id
  limit 200)
union all
(select m.id::text, m.id::text, m.body
   from messages m
  where $1::text = 'messages.body' and m.id > $2::bigint and not starts_with(m.body, $3::text)
  order by m.id
  limit 200)
union all
(select e.id::text, e.sha256, coalesce(e.sealed, encode(e.body, 'hex'))
   from webhook_events e
  where $1::text = 'webhook_events.body' and e.id > $2::bigint
    and (e.sealed is null or not starts_with(e.sealed, $3::text))
  order by e.id
  limit 200)
union all
(select m.id::text, m.id::text, m.ssn_sealed
   from members m
  where $1::text = 'members.ssn' and m.id > $2::bigint and m.ssn_sealed is not null
    and (not starts_with(m.ssn_sealed, $3::text)
         or not starts_with(coalesce(m.ssn_index, ''), $4::text))
  order by m.id
  limit 200)
union all
(select e.id::text, e.id::text, e.secret
   from api_endpoints e
  where $1::text = 'api_endpoints.secret' and e.id > $2::bigint
    and not starts_with(e.secret, $3::text)
  order by e.id
  limit 200)
union all
(select e.id::text, e.id::text, e.secret_before
   from api_endpoints e
  where $1::text = 'api_endpoints.secret_before' and e.id > $2::bigint
    and not starts_with(e.secret_before, $3::text)
  order by e.id
  limit 200)
union all
(select s.order_id::text, s.order_id::text, s.token
   from client_sessions s
  where $1::text = 'client_sessions.token' and s.order_id > $2::bigint
    and not starts_with(s.token, $3::text)
  order by s.order_id
  limit 200)
union all
(select u.id::text, u.id::text, u.totp
   from users u
  where $1::text = 'users.totp' and u.id > $2::bigint and not starts_with(u.totp, $3::text)
  order by u.id
  limit 200)
union all
(select d.id::text, d.id::text, d.fields
   from drafts d
  where $1::text = 'drafts.fields' and d.id > $2::bigint and not starts_with(d.fields, $3::text)
  order by d.id
  limit 200)
union all
(select d.id::text, d.connection_id || '.' || d.sha256, coalesce(d.sealed, encode(d.body, 'hex'))
   from report_documents d
  where $1::text = 'report_documents.body' and d.id > $2::bigint
    and (d.sealed is null or not starts_with(d.sealed, $3::text))
  order by d.id
  limit 1)
