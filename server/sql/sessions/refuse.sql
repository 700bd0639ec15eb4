-- Remembers a refused sign-in for the throttle, and forgets those that no longer count.
-- $1 sign_in.account_hash   $2 sign_in.remote
with forgotten as (
	delete from sign_in_failures where at < now() - interval '1 day')
insert into sign_in_failures (account_hash, remote)
values ($1::text, $2::text)
returning id
