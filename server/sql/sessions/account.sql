-- The account somebody wants to sign in to, all null when there is none, and whether to say no.
-- $1 sign_in.email   $2 sign_in.account_hash   $3 sign_in.remote   $4 sign_in.wants_county
-- Who has a county account comes in by it alone; where everybody must, a password opens only the
-- emergency account.
select u.id,
       case when u.subject is null and (u.is_emergency or not coalesce($4::boolean, false))
            then u.password_hash end as password_hash,
       u.totp is not null as has_factor,
       sign_in_is_throttled($2::text, $3::text, u.id) as is_throttled
  from (select $1::text as email) asked
  left join users u on u.email = asked.email and not u.is_disabled
