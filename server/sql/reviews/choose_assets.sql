-- Keeps which accounts and deposits count, each with its reason.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 chosen   $6 user.role
with the_review as (
	select v.id
	  from reviews v
	  join orders o on o.id = v.order_id
	  join cases c on c.id = o.case_id
	 where v.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $6::text, $2::bigint[])
	   and v.state = 'open'
), made as (
	insert into asset_choices (review_id, account, deposit, counts, reason, decided_by)
	select t.id, x.account, coalesce(x.deposit, ''), x.choice = 'count', x.reason, $4::bigint
	  from the_review t
	 cross join jsonb_to_recordset($5::jsonb) as x (account text, deposit text, choice text,
	                                                reason text)
)
select t.id from the_review t
