-- Takes a monitor out of use: its address tells clients to ask at the desk.
-- $1 path.id   $2 user.offices   $3 user.sees_all
update displays
   set removed_at = coalesce(removed_at, now()),
       order_id = null, shown_at = null, help_at = null
 where id = $1::bigint and (office_id = any ($2::bigint[]) or $3::boolean)
returning '/desk/displays' as next
