-- Takes a task out of its snooze.
-- $1 path.id   $2 user.offices   $3 user.sees_all
with seen as (
	select t.id
	  from tasks t
	  join cases c on c.id = t.case_id
	 where t.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
), woken as (
	update tasks t
	   set snoozed_until = null, snooze_reason = null
	  from seen s
	 where t.id = s.id and t.done_at is null
)
select '/tasks/' || s.id as next
  from seen s
