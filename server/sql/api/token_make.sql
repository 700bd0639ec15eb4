-- A new token with its offices; only its hash is kept.
-- $1 form.name   $2 made.prefix   $3 made.hash   $4 form.scopes   $5 form.days
-- $6 form.client_key   $7 user.id   $8 offices
with made as (
	insert into api_tokens (name, prefix, token_hash, scopes, expires_at, client_key, made_by)
	select $1, $2, $3, array_agg(s.scope order by s.position),
	       now() + make_interval(days => $5::integer), $6, $7::bigint
	  from api_scopes s
	 where s.scope = any ($4::text[])
	returning id
), placed as (
	insert into api_token_offices (token_id, office_id)
	select m.id, f.id
	  from made m
	  join offices f on f.id = any ($8::bigint[])
)
select m.id, audit_about('token:' || m.id) as is_told from made m
