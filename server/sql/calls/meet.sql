-- Somebody who is not known yet: the smallest case there can be, and the call with them, at once.
-- The same form twice is one case and one call.
-- $1 form.first_name   $2 form.last_name   $3 form.native_name   $4 form.born_on
-- $5 form.phone   $6 form.language   $7 form.office_id   $8 form.program
-- $9 form.client_key   $10 made.reference   $11 user.id   $12 user.offices   $13 user.sees_all
with made as (
	insert into cases (reference, office_id, client_key)
	select $10, f.id, $9
	  from offices f
	 where f.id = $7::bigint and (f.id = any ($12::bigint[]) or $13::boolean)
	on conflict (client_key) do nothing
	returning id
), clock as (
	insert into case_programs (case_id, program_id, purpose, requested_on, due_on, due_rule)
	select m.id, p.id, 'application', current_date, working_day(current_date + p.due_days),
	       p.due_days || ' days from the call on ' || fmt_day(current_date) || '.'
	  from made m
	  join programs p on p.code = $8
), person as (
	insert into members (case_id, position, first_name, last_name, native_name, relation, born_on,
	                     language, phone, has_income)
	select m.id, 1, $1, $2, $3, 'applicant', $4::date, $6, $5, true
	  from made m
	returning id, case_id, phone, language
), called as (
	insert into calls (case_id, caller_id, member_id, phone, language, agent_id, client_key)
	select p.case_id, p.id, p.id, p.phone, p.language, $11::bigint, $9
	  from person p
	returning id, case_id, member_id, phone
), line as (
	insert into call_lines (call_id, key, text)
	select c.id, 'call:' || c.id || ':begun',
	       'New client called' || coalesce(' ' || fmt_phone(c.phone), '') || '. Case opened.'
	  from called c
), told as (
	insert into timeline (case_id, member_id, key, icon, sentence, teller)
	select c.case_id, c.member_id, 'case:' || c.case_id || ':opened', 'add',
	       'Case opened during a call', u.name
	  from called c
	  join users u on u.id = $11::bigint
)
select coalesce(c.id, call_going(null, $9))::text as id
  from offices f
  left join called c on true
 where f.id = $7::bigint and (f.id = any ($12::bigint[]) or $13::boolean)
