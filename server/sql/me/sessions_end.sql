-- Ends every session of one's own but this one.
-- $1 user.id   $2 session.hash
with ended as (
	update sessions s
	   set ended_at = now()
	 where s.user_id = $1::bigint
	   and s.ended_at is null
	   and s.token_hash <> $2::text)
select '/me' as next
