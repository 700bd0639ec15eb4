-- What a locked session's password is held against.
-- $1 locked.id   $2 sign_in.account_hash   $3 sign_in.remote
select case when u.subject is null then u.password_hash end as password_hash,
       sign_in_is_throttled($2::text, $3::text, u.id) as is_throttled
  from users u
 where u.id = $1::bigint and not u.is_disabled
