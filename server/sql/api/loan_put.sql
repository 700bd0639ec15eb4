-- Keeps what an open case's loan is; no row: no such case, or none of a mortgage program.
-- $1 path.reference   $2 form.number   $3 form.application_number   $4 form.originator_name
-- $5 form.originator_email   $6 form.processor_name   $7 form.processor_email
-- $8 form.loan_type   $9 form.sales_price   $10 form.closing_on   $11 user.offices
-- $12 user.sees_all   $13 user.id   $14 user.role
insert into loans (case_id, number, application_number, originator_name, originator_email,
                   processor_name, processor_email, loan_type, sales_price_cents, closing_on)
select c.id, $2, $3, $4, $5, $6, $7, $8, ($9::numeric * 100)::bigint, $10::date
  from cases c
 where c.reference = $1 and c.closed_at is null and case_kind(c.id) = 'mortgage'
   and (c.office_id = any ($11::bigint[]) or $12::boolean)
   and case_seen_by(c, $13::bigint, $14::text, $11::bigint[])
on conflict (case_id) do update
   set number = excluded.number, application_number = excluded.application_number,
       originator_name = excluded.originator_name, originator_email = excluded.originator_email,
       processor_name = excluded.processor_name, processor_email = excluded.processor_email,
       loan_type = excluded.loan_type, sales_price_cents = excluded.sales_price_cents,
       closing_on = excluded.closing_on, changed_at = now()
returning case_id as id
