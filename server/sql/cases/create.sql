-- A new case with its programs and its household, at once. No row: the form was sent before.
-- $1 form.reference   $2 form.office_id   $3 form.client_key   $4 form.programs   $5 form.purpose
-- $6 form.requested_on   $7 form.members
-- $8 user.id   $9 user.offices   $10 user.sees_all   $11 form.kind   $12 form.loan_number
-- $13 form.application_number   $14 form.originator_name   $15 form.originator_email
with made as (
	insert into cases (reference, office_id, worker_id, client_key)
	select $1, $2::bigint, $8::bigint, $3
	 where $2::bigint = any ($9::bigint[]) or $10::boolean
	on conflict (client_key) do nothing
	returning id
), clocks as (
	insert into case_programs (case_id, program_id, purpose, requested_on, due_on, due_rule)
	select made.id, p.id, $5, $6::date, d.due_on, d.due_rule
	  from made
	  join programs p on p.code = any ($4::text[])
	 cross join lateral program_due(p.id, $6::date) d
), household as (
	insert into members (id, case_id, position, first_name, last_name, native_name, relation,
		born_on, language, phone, email, ssn_last4, ssn_sealed, ssn_index, has_income)
	overriding system value
	select m.id, made.id, m.index + 1, m.first_name, m.last_name, m.native_name, m.relation,
	       m.born_on, coalesce(m.language, 'en'), m.phone, m.email, m.ssn_last4, m.ssn_sealed,
	       m.ssn_index, coalesce(m.has_income, false)
	  from made, jsonb_to_recordset($7::jsonb) as m (
	       id bigint, index integer, first_name text, last_name text, native_name text,
	       relation text, born_on date, language text, phone text, email text, ssn_last4 text,
	       ssn_sealed text, ssn_index text, has_income boolean)
), loan as (
	insert into loans (case_id, number, application_number, originator_name, originator_email)
	select made.id, $12, $13, $14, $15 from made where $12::text is not null
), told as (
	insert into timeline (case_id, key, icon, sentence, teller)
	select made.id, 'case:' || made.id || ':opened', 'add', v.file || ' opened', u.name
	  from made
	  join vocabulary v on v.kind = $11
	  join users u on u.id = $8::bigint
)
select id from made
