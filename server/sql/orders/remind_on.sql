-- The provider was told not to write to a client; now it is told to write again, by what the order
-- says of its delivery.
-- $1 job.input.order_id
insert into jobs (kind, input, single)
select 'orders/notify', jsonb_build_object('order_id', o.id), 'notify:' || o.id
  from orders o
 where o.id = $1::bigint
on conflict do nothing
