-- Puts an app for codes in place, with ten new recovery codes; the account's other sessions end.
-- $1 factor.user_id   $2 factor.sealed   $3 factor.step   $4 factor.hashes
-- $5 session.hash     $6 factor.is_first
-- Where it must be the account's first, another that came between stays.
with changed as (
	update users
	   set totp = $2::text, totp_at = now(), totp_step = $3::bigint
	 where id = $1::bigint and not is_disabled
	   and (totp is null or not $6::boolean)
	returning id),
forgotten as (
	delete from recovery_codes c using changed u where c.user_id = u.id),
ended as (
	update sessions s
	   set ended_at = now()
	  from changed u
	 where s.user_id = u.id and s.ended_at is null
	   and s.token_hash is distinct from $5::text),
made as (
	insert into recovery_codes (user_id, code_hash)
	select u.id, h.hash
	  from changed u
	 cross join unnest($4::text[]) as h (hash))
select u.id from changed u
