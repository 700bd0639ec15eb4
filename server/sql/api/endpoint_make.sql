-- A new address to tell, with its offices; what signs there is kept sealed.
-- $1 form.told   $2 form.url   $3 sealed(made.secret,api_endpoints.secret,made.id)
-- $4 form.kinds   $5 form.client_key   $6 user.id   $7 offices   $8 made.id
with made as (
	insert into api_endpoints (id, name, url, secret, kinds, client_key, made_by)
	overriding system value
	values ($8::bigint, $1, $2, $3, $4::text[], $5, $6::bigint)
	returning id
), placed as (
	insert into api_endpoint_offices (endpoint_id, office_id)
	select m.id, f.id
	  from made m
	  join offices f on f.id = any ($7::bigint[])
)
select m.id, audit_about('endpoint:' || m.id) as is_told from made m
