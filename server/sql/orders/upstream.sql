-- Where to ask for the truth about an order; asked_at dates an answer that says no time.
-- $1 job.input.order_id
select o.id, o.provider, order_address(o) as upstream_id, o.refresh_of_id is not null as is_refresh,
       now() as asked_at
  from orders o
 where o.id = $1::bigint and o.upstream_id is not null
