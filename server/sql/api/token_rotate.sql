-- A token of the same rights as one that lives; the old one lives a day longer at most.
-- $1 path.id   $2 made.prefix   $3 made.hash   $4 form.client_key   $5 user.id
with old as (
	update api_tokens t
	   set expires_at = least(t.expires_at, now() + span(interval '24 hours'))
	 where t.id = $1::bigint and t.ended_at is null and t.expires_at > now()
	returning t.id, t.name, t.scopes, t.per_minute,
	          (select o.expires_at - o.made_at from api_tokens o where o.id = t.id) as life
), made as (
	insert into api_tokens (name, prefix, token_hash, scopes, per_minute, expires_at, client_key,
	                        follows_id, made_by)
	select o.name, $2, $3, o.scopes, o.per_minute, now() + o.life, $4, o.id, $5::bigint
	  from old o
	returning id, name
), placed as (
	insert into api_token_offices (token_id, office_id)
	select m.id, f.office_id
	  from made m
	  join api_token_offices f on f.token_id = $1::bigint
)
select m.name, audit_about('token:' || m.id) as is_told from made m
