-- Closes a restricted case again to whoever opened it, before the hour is over.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all
update openings o
   set until_at = now()
 where o.case_id = $1::bigint and o.user_id = $2::bigint and o.until_at > now()
   and (o.office_id = any ($3::bigint[]) or $4::boolean)
returning '/cases/' || o.case_id || '/opening' as next
