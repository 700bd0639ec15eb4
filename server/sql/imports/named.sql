-- An import, to name a file after it.
-- $1 path.id   $2 user.offices   $3 user.sees_all
select i.id::text
  from imports i
 where i.id = $1::bigint and (i.office_id = any ($2::bigint[]) or $3::boolean)
