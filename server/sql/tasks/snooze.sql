-- Puts a task away for some working days, with a reason: it comes back that morning.
-- $1 path.id   $2 form.until   $3 form.reason   $4 user.offices   $5 user.sees_all   $6 user.id
-- $7 user.role
with seen as (
	select t.id, working_days_after(current_date, $2::integer) as until_on
	  from tasks t
	  join cases c on c.id = t.case_id
	 where t.id = $1::bigint and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $6::bigint, $7::text, $4::bigint[])
), put as (
	update tasks t
	   set snoozed_until = s.until_on, snooze_reason = $3
	  from seen s
	 where t.id = s.id and t.done_at is null
	returning t.id
)
select s.id::text, exists (select from put) as is_put, fmt_date(s.until_on) as until
  from seen s
