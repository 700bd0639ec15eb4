-- Takes a task for oneself: from nobody, or over from a colleague when the form says whose it was.
-- Of two who take it from the pool the second finds the first one's name.
-- $1 path.id   $2 form.was   $3 user.id   $4 user.offices   $5 user.sees_all   $6 user.role
with seen as (
	select t.id, coalesce(t.assignee_id, c.worker_id) as has
	  from tasks t
	  join cases c on c.id = t.case_id
	 where t.id = $1::bigint and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $6::text, $4::bigint[])
), taken as (
	update tasks t
	   set assignee_id = $3::bigint
	  from seen s
	  join cases c on true
	 where t.id = s.id and c.id = t.case_id and t.done_at is null
	   and coalesce(t.assignee_id, c.worker_id)::text is not distinct from nullif($2::text, '')
	returning t.id
)
select s.id::text, exists (select from taken) as is_taken,
       case when s.has = $3::bigint then 'You have it already.'
            else coalesce((select u.name from users u where u.id = s.has), 'Nobody')
                 || ' has it by now.' end as said
  from seen s
