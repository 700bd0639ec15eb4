-- The case a form made when it was sent the first time.
-- $1 form.client_key   $2 user.offices   $3 user.sees_all
select c.id
  from cases c
 where c.client_key = $1 and (c.office_id = any ($2::bigint[]) or $3::boolean)
