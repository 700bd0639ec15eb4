-- Ends one of one's own sessions; one that has ended already stays so.
-- $1 path.id   $2 user.id   $3 session.hash
with mine as (
	select s.id, s.token_hash
	  from sessions s
	 where s.id = $1::bigint and s.user_id = $2::bigint),
ended as (
	update sessions s
	   set ended_at = now()
	  from mine m
	 where s.id = m.id and s.ended_at is null)
select case when m.token_hash = $3::text then '/signin' else '/me' end as next
  from mine m
