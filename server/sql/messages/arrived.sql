-- A person has learned that a message nobody could tell the fate of arrived after all.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with seen as (
	select m.id, m.order_id
	  from messages m
	  join cases c on c.id = m.case_id
	 where m.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), arrived as (
	update messages m
	   set state = 'delivered', cause = null
	  from seen s
	 where m.id = s.id and m.state = 'needs_review'
)
select '/orders/' || s.order_id as next from seen s
