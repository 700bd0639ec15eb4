-- Takes a task out of its snooze.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with seen as (
	select t.id
	  from tasks t
	  join cases c on c.id = t.case_id
	 where t.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), woken as (
	update tasks t
	   set snoozed_until = null, snooze_reason = null
	  from seen s
	 where t.id = s.id and t.done_at is null
)
select '/tasks/' || s.id as next
  from seen s
