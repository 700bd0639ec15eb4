-- What a code of this account is held against; the step is the database's clock, which all servers
-- share.
-- $1 factor.user_id
select u.totp as seed, u.totp_step as used,
       floor(extract(epoch from now()) / 30)::bigint as step
  from users u
 where u.id = $1::bigint and not u.is_disabled
