-- Whether this account has had too many wrong codes to take another.
-- $1 user.id
select (select count(*)
          from sign_in_failures f
         where f.account_hash = token_hash(u.email) and f.is_factor
           and f.at > now() - span(interval '1 hour')) >= 20 as is_throttled
  from users u
 where u.id = $1::bigint
