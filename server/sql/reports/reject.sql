-- A person says that the held reports of an order are about somebody else: nobody ever reads them.
-- Of one that came after the page was opened nobody has said anything yet.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 form.reason   $6 form.seen
-- $7 user.role
with rejected as (
	update reports r
	   set decision = 'rejected', decided_at = now(), decided_by = $4::bigint,
	       decision_reason = $5
	  from orders o
	  join cases c on c.id = o.case_id
	 where o.id = $1::bigint and r.order_id = o.id
	   and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $7::text, $2::bigint[])
	   and r.held_at is not null and r.decision is null
	   and r.id <= $6::bigint
	returning r.id, r.order_id, o.case_id, o.member_id
), stopped as (
	update orders o
	   set cause = 'wrong_person'
	  from rejected r
	 where o.id = r.order_id and o.cause = 'identity'
	   and not exists (select from reports w
	                    where w.order_id = o.id and w.held_at is not null
	                      and w.decision is null and w.id > $6::bigint)
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select r.case_id, r.member_id, r.order_id, 'report:' || r.id || ':rejected', 'error',
	       member_name(m) || ': the held data are about somebody else', u.name, true
	  from rejected r
	  join members m on m.id = r.member_id
	  join users u on u.id = $4::bigint
	on conflict do nothing
)
select order_id as id from rejected limit 1
