-- The order a form made when it was sent the first time.
-- $1 form.client_key   $2 path.id
select o.id
  from orders o
 where o.client_key = $1 and o.case_id = $2::bigint
