-- Opens a task again that a person closed, unless the same is open by now or its case is closed.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with seen as (
	select t.id, t.kind, t.subject
	  from tasks t
	  join cases c on c.id = t.case_id and c.closed_at is null
	 where t.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), again as (
	update tasks t
	   set done_at = null, done_by = null, done_note = null, snoozed_until = null,
	       snooze_reason = null
	  from seen s
	 where t.id = s.id and t.done_by is not null
	   and not exists (select from tasks x
	                    where x.kind = s.kind and x.subject = s.subject and x.done_at is null)
)
select '/tasks/' || s.id as next
  from seen s
