-- Somebody at the window needs a hand.
-- $1 path.id   $2 user.offices   $3 user.sees_all
update visitors
   set help_at = coalesce(help_at, now())
 where id = $1::bigint and (office_id = any ($2::bigint[]) or $3::boolean)
returning '/desk' as next
