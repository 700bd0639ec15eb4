-- The link that a monitor's code carries; no row while it shows none.
-- $1 path.token
select unseal('orders.share_url:' || d.order_id, n.url) as share_url
  from displays d
 cross join lateral display_now(d) n
 where d.token_hash = token_hash($1::text) and n.face = 'code'
