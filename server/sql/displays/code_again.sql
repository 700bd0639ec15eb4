-- Brings the code back to a monitor whose client has connected a phone.
-- $1 path.id   $2 user.offices   $3 user.sees_all
update displays
   set code_at = now()
 where id = $1::bigint and (office_id = any ($2::bigint[]) or $3::boolean)
returning '/desk' as next
