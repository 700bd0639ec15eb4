-- The order a form made when it was sent the first time.
-- $1 form.client_key   $2 path.id   $3 user.offices   $4 user.sees_all
select o.id
  from orders o
  join cases c on c.id = o.case_id
 where o.client_key = $1 and o.case_id = $2::bigint
   and (c.office_id = any ($3::bigint[]) or $4::boolean)
