-- Somebody who is not known yet: the smallest case there can be. The same form twice is one case.
-- $1 form.first_name   $2 form.last_name   $3 form.native_name   $4 form.born_on
-- $5 form.phone   $6 form.language   $7 form.office_id   $8 form.program
-- $9 form.client_key   $10 made.reference   $11 user.offices   $12 user.sees_all
-- The call is calls/begin, in the same transaction: of a case that a statement makes it may read
-- nothing back but the case.
with made as (
	insert into cases (reference, office_id, client_key)
	select $10, f.id, $9
	  from offices f
	 where f.id = $7::bigint and (f.id = any ($11::bigint[]) or $12::boolean)
	on conflict (client_key) do nothing
	returning id
), clock as (
	insert into case_programs (case_id, program_id, purpose, requested_on, due_on, due_rule)
	select m.id, p.id, 'application', current_date, working_day(current_date + p.due_days),
	       p.due_days || ' days from the call on ' || fmt_day(current_date) || '.'
	  from made m
	  join programs p on p.code = $8
)
insert into members (case_id, position, first_name, last_name, native_name, relation, born_on,
                     language, phone, has_income)
select m.id, 1, $1, $2, $3, 'applicant', $4::date, $6, $5, true
  from made m
