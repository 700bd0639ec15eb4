-- One case as a case system sees it: programs, people, loan, milestones and orders.
-- $1 path.reference   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with the_case as materialized (
	select c.id, c.reference, c.office_id, c.created_at, c.closed_at
	  from cases c
	 where c.reference = $1 and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
)
select c.reference, c.office_id::text as office, fmt_iso(c.created_at) as opened_at,
       fmt_iso(c.closed_at) as closed_at,
       (select coalesce(json_agg(json_build_object(
                   'program', p.code, 'purpose', cp.purpose, 'requested_on', cp.requested_on,
                   'due_on', cp.due_on) order by p.code), '[]')
          from case_programs cp
          join programs p on p.id = cp.program_id
         where cp.case_id = c.id) as programs,
       (select coalesce(json_agg(json_build_object(
                   'reference', member_handle(m), 'first_name', m.first_name,
                   'last_name', m.last_name, 'native_name', m.native_name,
                   'relation', m.relation, 'born_on', m.born_on, 'language', m.language,
                   'phone', m.phone, 'email', m.email, 'ssn_last4', m.ssn_last4,
                   'income', case when m.has_income then 'declared' else 'none' end)
                   order by m.position), '[]')
          from members m
         where m.case_id = c.id) as members,
       (select json_build_object(
                   'number', l.number, 'application_number', l.application_number,
                   'originator_name', l.originator_name, 'originator_email', l.originator_email,
                   'processor_name', l.processor_name, 'processor_email', l.processor_email,
                   'loan_type', l.loan_type,
                   'sales_price', (l.sales_price_cents / 100.0)::numeric(14, 2)::text,
                   'closing_on', l.closing_on)
          from loans l
         where l.case_id = c.id) as loan,
       (select coalesce(json_agg(json_build_object(
                   'program', p.code, 'milestone', s.code, 'period', nullif(r.period, ''),
                   'reached_at', fmt_iso(r.reached_at), 'way', r.way)
                   order by r.reached_at, s.position), '[]')
          from case_milestones r
          join milestones s on s.id = r.milestone_id
          join programs p on p.id = s.program_id
         where r.case_id = c.id) as milestones,
       (select coalesce(json_agg(api_order(o) order by o.id), '[]')
          from orders o
         where o.case_id = c.id) as orders
  from the_case c
 where audit_about('case:' || c.id)
