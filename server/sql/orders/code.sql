-- The link an order's QR code carries; no row while there is none.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select unseal('orders.share_url:' || o.id, o.share_url) as share_url
  from orders o
  join cases c on c.id = o.case_id
 where o.id = $1::bigint and o.share_url is not null
   and o.state not in ('canceled', 'expired', 'reviewed')
   and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
