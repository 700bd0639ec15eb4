-- Changes an open case's programs and people as a case system says; runs after api/case_open.
-- People are known by their reference. What is left out stays as it is.
-- $1 path.reference   $2 form.office   $3 form.programs   $4 form.members
-- $5 user.offices   $6 user.sees_all   $7 user.id   $8 user.role
with the_case as (
	select c.id
	  from cases c
	 where c.reference = $1 and c.closed_at is null and c.office_id = $2::bigint
	   and (c.office_id = any ($5::bigint[]) or $6::boolean)
	   and case_seen_by(c, $7::bigint, $8::text, $5::bigint[])
), people as (
	select m.reference, m.first_name, m.last_name, m.native_name, m.relation, m.born_on,
	       m.language, m.phone, m.email, m.ssn_last4, m.income, m.index
	  from jsonb_to_recordset($4::jsonb) as m (index integer, reference text, first_name text,
	       last_name text, native_name text, relation text, born_on date, language text,
	       phone text, email text, ssn_last4 text, income text)
), clocks as (
	insert into case_programs (case_id, program_id, purpose, requested_on, due_on, due_rule)
	select c.id, p.id, coalesce(g.purpose, 'application'), g.requested_on, d.due_on, d.due_rule
	  from the_case c
	 cross join jsonb_to_recordset($3::jsonb) as g (program text, purpose text,
	                                               requested_on date)
	  join programs p on p.code = g.program
	 cross join lateral program_due(p.id, g.requested_on) d
	on conflict (case_id, program_id) do update
	   set purpose = excluded.purpose, requested_on = excluded.requested_on,
	       due_on = excluded.due_on, due_rule = excluded.due_rule
	 where case_programs.requested_on <> excluded.requested_on
	    or case_programs.purpose <> excluded.purpose
), was as (
	select m.id, m.reference, m.position, m.case_id
	  from the_case c
	  join members m on m.case_id = c.id
), changed as (
	update members m
	   set first_name = coalesce(p.first_name, m.first_name),
	       last_name = coalesce(p.last_name, m.last_name),
	       native_name = coalesce(p.native_name, m.native_name),
	       relation = coalesce(p.relation, m.relation),
	       born_on = coalesce(p.born_on, m.born_on),
	       language = coalesce(p.language, m.language), phone = coalesce(p.phone, m.phone),
	       email = coalesce(p.email, m.email), ssn_last4 = coalesce(p.ssn_last4, m.ssn_last4),
	       has_income = coalesce(p.income = 'declared', m.has_income)
	  from people p
	  join was w on p.reference = coalesce(w.reference, w.position::text)
	 where m.id = w.id
	returning m.id
), added as (
	insert into members (case_id, reference, position, first_name, last_name, native_name,
	                     relation, born_on, language, phone, email, ssn_last4, has_income)
	select c.id, p.reference,
	       (select coalesce(max(w.position), 0) from was w)
	       + row_number() over (order by p.index)::integer,
	       p.first_name, p.last_name, p.native_name, coalesce(p.relation, 'other'), p.born_on,
	       coalesce(p.language, 'en'), p.phone, p.email, p.ssn_last4,
	       coalesce(p.income = 'declared', true)
	  from the_case c
	 cross join people p
	 where not exists (select from was w
	                    where p.reference = coalesce(w.reference, w.position::text))
	returning id
)
select (select count(*) from added)::integer as added,
       (select count(*) from changed)::integer as changed
  from the_case c
 where audit_about('case:' || c.id)
