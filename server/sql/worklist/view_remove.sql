-- Removes a view of one's own.
-- $1 path.id   $2 user.id
update work_views v
   set removed_at = coalesce(v.removed_at, now())
 where v.id = $1::bigint and v.user_id = $2::bigint
returning '/worklist' as next
