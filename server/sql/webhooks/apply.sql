-- What an event means: the orders it is about are asked for again. One that names an order we are unsure of settles it; one about an order
-- not known yet is parked and found when the order is.
-- $1 job.input.event_id
with e as (
	select e.id, e.received_at, e.order_upstream_id, e.order_number, e.connection_id, e.link_id, e.upstream_user_id
	  from webhook_events e
	 where e.id = $1::bigint and e.state in ('kept', 'parked')
), settled as (
	update orders o
	   set intent = 'created', state = 'waiting', upstream_id = e.order_upstream_id, upstream_user_id = e.upstream_user_id
	  from e
	 where o.intent = 'uncertain' and o.order_number = e.order_number and e.order_upstream_id is not null
	returning o.id
), step as (
	insert into order_steps (order_id, step) select id, 'sent' from settled on conflict do nothing
), about as (
	select o.id from orders o join e on o.upstream_id = e.order_upstream_id
	union
	select c.order_id from connections c join e on c.upstream_id = e.connection_id or c.link_id = e.link_id
	union
	select o.id                                    -- an event without an order: all open ones of that user
	  from orders o
	  join e on o.upstream_user_id = e.upstream_user_id
	  join order_states s on s.state = o.state and s.is_open
	 where e.order_upstream_id is null
	   and not exists (select from connections c where c.upstream_id = e.connection_id or c.link_id = e.link_id)
	union
	select id from settled
), again as (
	insert into jobs (kind, input, single)
	select 'orders/refetch', json_build_object('order_id', id), 'refetch:' || id from about
	on conflict do nothing
), later as (                                  -- doubling pauses, for 15 minutes
	insert into jobs (kind, input, run_at)
	select 'webhooks/parked', json_build_object('event_id', e.id), now() + greatest(span(interval '2 seconds'), now() - e.received_at)
	  from e
	 where not exists (select from about) and e.received_at > now() - span(interval '15 minutes')
)
update webhook_events w
   set state = case when exists (select from about) then 'applied' else 'parked' end,
       applied_at = case when exists (select from about) then now() end
  from e
 where w.id = e.id
