-- Remembers a refused sign-in for the throttle. One that was not even looked at is not counted, so
-- that the throttle ends by itself.
-- $1 sign_in.account_hash   $2 sign_in.remote   $3 sign_in.is_throttled
insert into sign_in_failures (account_hash, remote, network)
select $1::text, $2::text, network_of($2::text)
 where not $3::boolean
returning id
