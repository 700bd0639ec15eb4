-- Makes an administrator with a password of ours one whom OIDC_REQUIRED does not keep out.
-- $1 form.user_id
update users
   set is_emergency = true
 where id = case when $1::text ~ '^\d{1,18}$' then $1::bigint end
   and role = 'admin' and subject is null and password_hash is not null and not is_disabled
returning '/admin/sign-in#emergency' as next
