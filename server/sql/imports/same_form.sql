-- The import that this very form made a moment ago.
-- $1 form.client_key   $2 user.id   $3 user.offices   $4 user.sees_all
select i.id::text
  from imports i
 where i.client_key = $1 and i.created_by = $2::bigint
   and (i.office_id = any ($3::bigint[]) or $4::boolean)
