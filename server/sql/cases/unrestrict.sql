-- Lifts a case's restriction, with the reason, and ends what was opened; twice changes nothing.
-- $1 path.id   $2 form.reason   $3 user.id   $4 user.offices   $5 user.sees_all   $6 user.role
with the_case as (
	select c.id
	  from cases c
	 where c.id = $1::bigint and c.closed_at is null and $6::text = 'supervisor'
	   and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $6::text, $4::bigint[])
), made as (
	update cases c
	   set is_restricted = false
	  from the_case t
	 where c.id = t.id and c.is_restricted
	returning c.id
), lifted as (
	update restrictions r
	   set lift_reason = $2, lifted_by = $3::bigint, lifted_at = now()
	  from made m
	 where r.case_id = m.id and r.lifted_at is null
), ended as (
	update openings o
	   set until_at = now()
	  from made m
	 where o.case_id = m.id and o.until_at > now()
), told as (
	insert into timeline (case_id, key, icon, sentence, teller)
	select m.id, 'restriction:lifted:' || extract(epoch from clock_timestamp())::numeric,
	       'lock_open', 'The case is not restricted any more', u.name
	  from made m
	  join users u on u.id = $3::bigint
)
select t.id::text
  from the_case t
