-- Restricts a case, with the reason; doing it twice changes nothing.
-- $1 path.id   $2 form.reason   $3 user.id   $4 user.offices   $5 user.sees_all   $6 user.role
with the_case as (
	select c.id
	  from cases c
	 where c.id = $1::bigint and c.closed_at is null and $6::text = 'supervisor'
	   and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $6::text, $4::bigint[])
), made as (
	update cases c
	   set is_restricted = true
	  from the_case t
	 where c.id = t.id and not c.is_restricted
	returning c.id
), kept as (
	insert into restrictions (case_id, reason, set_by)
	select m.id, $2, $3::bigint
	  from made m
	on conflict (case_id) where lifted_at is null do nothing
	returning id, case_id
), told as (
	insert into timeline (case_id, key, icon, sentence, teller)
	select k.case_id, 'restriction:' || k.id, 'lock_outline', 'The case was restricted', u.name
	  from kept k
	  join users u on u.id = $3::bigint
)
select t.id::text
  from the_case t
