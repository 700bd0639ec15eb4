-- Asks the provider for its history of an order, and leads to the page that shows it.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with asked as (
	update orders o
	   set events_asked_at = now()
	  from cases c
	 where o.id = $1::bigint and c.id = o.case_id
	   and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
	returning o.id, o.upstream_id
), job as (
	insert into jobs (kind, input, single)
	select 'orders/events', jsonb_build_object('order_id', id), 'events:' || id
	  from asked
	 where upstream_id is not null
	on conflict do nothing
)
select '/orders/' || id || '/events' as next
  from asked
