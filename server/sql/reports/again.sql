-- Asks for an order's reports once more: of the products it was made for, where a source was read.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with asked as (
	select o.id, v.word as provider, p as product
	  from orders o
	  join cases c on c.id = o.case_id
	  join providers v on v.provider = o.provider
	 cross join unnest(o.products) p
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
	   and o.upstream_user_id is not null
	   and not (p = 'employment' and 'income' = any (o.products))
	   and exists (select from connections k
	                where k.order_id = o.id and k.state in ('ready', 'reviewed')
	                  and (k.kind = 'bank') = (p = 'assets'))
), queued as (
	insert into jobs (kind, input, single)
	select 'reports/fetch', jsonb_build_object('order_id', id, 'product', product),
	       'report:' || id || ':' || product
	  from asked
	on conflict do nothing
)
select id, provider from asked limit 1
