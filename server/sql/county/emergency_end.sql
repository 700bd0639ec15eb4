-- Makes an emergency account an ordinary one.
-- $1 path.id
update users
   set is_emergency = false
 where id = $1::bigint and role = 'admin'
returning '/admin/sign-in#emergency' as next
