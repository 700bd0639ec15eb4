-- The case a form made when it was sent the first time.
-- $1 form.client_key
select c.id
  from cases c
 where c.client_key = $1
