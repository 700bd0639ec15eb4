-- Keeps a person's whole SSN, sealed, and its last four.
-- $1 form.id   $2 form.ssn_sealed   $3 form.ssn_index   $4 form.ssn_last4   $5 path.reference
-- $6 user.offices   $7 user.sees_all   $8 user.id   $9 user.role
update members m
   set ssn_sealed = $2, ssn_index = $3, ssn_last4 = $4
  from cases c
 where m.id = $1::bigint and c.id = m.case_id and c.reference = $5
   and (c.office_id = any ($6::bigint[]) or $7::boolean)
   and case_seen_by(c, $8::bigint, $9::text, $6::bigint[])
returning m.id
