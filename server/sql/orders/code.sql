-- The link an order's QR code carries; no row while there is none.
-- $1 path.id
select o.share_url
  from orders o
 where o.id = $1::bigint and o.share_url is not null and o.state not in ('canceled', 'expired', 'reviewed')
