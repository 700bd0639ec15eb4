-- Stops an order's reminders. Safe to run twice.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all   $5 user.role
with seen as (
	select o.id, o.case_id, o.member_id
	  from orders o
	  join cases c on c.id = o.case_id
	 where o.id = $1::bigint and (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $5::text, $3::bigint[])
), stopped as (
	insert into reminder_stops as r (order_id, stopped_by)
	select id, $2::bigint from seen
	on conflict (order_id) do update
	   set stopped_at = now(), stopped_by = excluded.stopped_by, started_at = null
	 where r.started_at is not null
	returning order_id
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select s.case_id, s.member_id, s.id,
	       'order:' || s.id || ':reminders:' || extract(epoch from now()), 'cancel',
	       member_name(m) || ': reminders stopped', u.name
	  from stopped t
	  join seen s on s.id = t.order_id
	  join members m on m.id = s.member_id
	  join users u on u.id = $2::bigint
)
select '/orders/' || s.id || '/messages' as next
  from seen s
