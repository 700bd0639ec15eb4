-- Somebody has gone to the client at this monitor.
-- $1 path.id   $2 user.offices   $3 user.sees_all
update displays
   set help_at = null
 where id = $1::bigint and (office_id = any ($2::bigint[]) or $3::boolean)
returning '/desk' as next
