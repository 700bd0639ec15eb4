-- Lets a group open nothing any more: its people are refused at their next sign-in.
-- $1 path.id   $2 user.id
update group_roles
   set ended_at = coalesce(ended_at, now()), ended_by = coalesce(ended_by, $2::bigint)
 where id = $1::bigint
returning '/admin/sign-in' as next
