-- Ten new recovery codes in place of those that were.
-- $1 user.id   $2 factor.hashes
with mine as (
	select u.id from users u where u.id = $1::bigint and u.totp is not null for update),
forgotten as (
	delete from recovery_codes c using mine u where c.user_id = u.id),
made as (
	insert into recovery_codes (user_id, code_hash)
	select u.id, h.hash
	  from mine u
	 cross join unnest($2::text[]) as h (hash))
select set_config('app.subject', 'user:' || u.id, true) from mine u
