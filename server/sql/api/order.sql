-- One order as a case system sees it.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with the_order as materialized (
	select o.id, api_order(o) as said
	  from orders o
	  join cases c on c.id = o.case_id
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
)
select o.said as document from the_order o where audit_about('order:' || o.id)
