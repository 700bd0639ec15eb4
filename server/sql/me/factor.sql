-- What somebody is asked for before something that wants a fresh proof.
-- $1 user.id   $2 query.next
select u.totp is not null as has_factor,
       u.totp is null and u.password_hash is not null as has_password,
       u.totp is null and u.password_hash is null as has_neither,
       $2::text as next, fmt_url(coalesce($2::text, '/me')) as next_url
  from users u
 where u.id = $1::bigint
