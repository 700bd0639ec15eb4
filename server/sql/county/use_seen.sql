-- Says that a use of the emergency account was looked into: by somebody else than who used it.
-- $1 path.id   $2 user.id
update emergency_uses
   set seen_at = coalesce(seen_at, now()), seen_by = coalesce(seen_by, $2::bigint)
 where id = $1::bigint and user_id <> $2::bigint
returning '/admin/sign-in#emergency' as next
