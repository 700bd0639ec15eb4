-- The account somebody wants to sign in to, all null when there is none, and whether to slow down.
-- $1 sign_in.email   $2 sign_in.account_hash   $3 sign_in.remote
-- An address stands for many people behind one office's connection: ten times as many are allowed.
select u.id, u.password_hash,
       (select count(*)
          from sign_in_failures f
         where f.account_hash = $2::text and f.at > now() - interval '15 minutes') >= 10
       or (select count(*)
             from sign_in_failures f
            where f.remote = $3::text and f.at > now() - interval '15 minutes') >= 100
       as is_throttled
  from (select $1::text as email) asked
  left join users u on u.email = asked.email and not u.is_disabled
