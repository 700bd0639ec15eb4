-- A person says that a task is done, with what came of it. Twice is once: whoever was first.
-- $1 path.id   $2 form.note   $3 user.id   $4 user.offices   $5 user.sees_all   $6 user.role
-- A task that is an order's state is over when the order goes on, not before.
with seen as (
	select t.id, t.case_id, t.member_id, t.order_id, t.done_at, k.word, k.is_of_order
	  from tasks t
	  join cases c on c.id = t.case_id
	  join task_kinds k on k.kind = t.kind
	 where t.id = $1::bigint and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $6::text, $4::bigint[])
), done as (
	update tasks t
	   set done_at = now(), done_by = $3::bigint, done_note = $2
	  from seen s
	 where t.id = s.id and t.done_at is null and not s.is_of_order
	returning t.id
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select s.case_id, s.member_id, s.order_id,
	       'task:' || s.id || ':done:' || (select count(*) from timeline x
	                                        where x.case_id = s.case_id
	                                          and starts_with(x.key, 'task:' || s.id || ':done:')),
	       'check_circle', left('Task done: ' || s.word || '. ' || $2, 400), u.name
	  from seen s
	  join done d on d.id = s.id
	  join users u on u.id = $3::bigint
	on conflict do nothing
)
select s.id::text, s.case_id::text, exists (select from done) as is_new, s.is_of_order
  from seen s
