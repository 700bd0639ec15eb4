-- The provider says which order a parked event is about: when we sent that order, it is settled and
-- asked for again; else the event is an orphan, of somebody who shares our account.
-- $1 job.input.event_id   $2 upstream.upstream_id   $3 upstream.order_number   $4 upstream.user_id
with e as (
	select e.id
	  from webhook_events e
	 where e.id = $1::bigint and e.state in ('parked', 'orphan')
	   for update
), settled as (
	update orders o
	   set intent = 'created', state = 'waiting', cause = null, upstream_id = $2,
	       upstream_user_id = $4
	  from e
	 where o.intent in ('uncertain', 'needs_review') and o.order_number = $3
	   and $2::text is not null
	returning o.id
), step as (
	insert into order_steps (order_id, step) select id, 'sent' from settled on conflict do nothing
), ours as (
	select id from settled
	union
	select o.id from orders o join e on true where o.upstream_id = $2
), again as (
	insert into jobs (kind, input, single)
	select 'orders/refetch', json_build_object('order_id', id), 'refetch:' || id from ours
	on conflict do nothing
)
update webhook_events w
   set state = case when exists (select from ours) then 'applied' else 'orphan' end,
       applied_at = case when exists (select from ours) then now() end
  from e
 where w.id = e.id
