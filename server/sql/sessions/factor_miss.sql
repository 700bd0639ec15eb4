-- Remembers a wrong code, for the throttle.
-- $1 sign_in.account_hash   $2 sign_in.remote
insert into sign_in_failures (account_hash, remote, network, is_factor)
values ($1::text, $2::text, network_of($2::text), true)
returning id
