-- Asks the provider about an order now, without waiting for the next quarter of an hour.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with seen as (
	select o.id, o.upstream_id, v.word as provider
	  from orders o
	  join cases c on c.id = o.case_id
	  join providers v on v.provider = o.provider
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), job as (
	insert into jobs (kind, input, single)
	select 'orders/refetch', jsonb_build_object('order_id', id), 'refetch:' || id
	  from seen
	 where upstream_id is not null
	on conflict do nothing
)
select s.id, s.provider
  from seen s
