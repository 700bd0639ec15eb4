-- A task written by hand. Of a case there may be several: its subject is the form that made it.
-- $1 path.id   $2 form.sentence   $3 form.due_on   $4 form.client_key   $5 user.id
-- $6 user.offices   $7 user.sees_all   $8 user.role
with seen as (
	select c.id, d.due_on, d.due_rule
	  from cases c
	 cross join lateral task_due('by_hand', c.id, now()) d
	 where c.id = $1::bigint and c.closed_at is null
	   and (c.office_id = any ($6::bigint[]) or $7::boolean)
	   and case_seen_by(c, $5::bigint, $8::text, $6::bigint[])
), made as (
	insert into tasks (kind, subject, case_id, sentence, opened_by, due_on, due_rule, client_key)
	select 'by_hand', 'form:' || $4, s.id, $2, $5::bigint, coalesce($3::date, s.due_on),
	       case when $3::date is null then s.due_rule else 'Set by the person who wrote it.' end,
	       $4
	  from seen s
	 where $3::date is null or $3::date >= current_date
	on conflict (client_key) do nothing
	returning id
)
select coalesce((select m.id from made m),
                (select t.id from tasks t where t.client_key = $4))::text as id,
       $3::date < current_date as is_past
  from seen s
