-- Changes one's own password. Every session ends with it (0130_sign_in.sql).
-- $1 user.id   $2 password.hash
update users
   set password_hash = $2::text
 where id = $1::bigint and not is_disabled
returning id
