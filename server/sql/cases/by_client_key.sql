-- The case a form made when it was sent the first time.
-- $1 form.client_key   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select c.id
  from cases c
 where c.client_key = $1 and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
