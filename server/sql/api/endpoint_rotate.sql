-- Another secret for an endpoint; for a day what it is told is signed with both.
-- $1 path.id   $2 sealed(made.secret,api_endpoints.secret,path.id)
-- $3 sealed(made.before,api_endpoints.secret_before,path.id)
update api_endpoints e
   set secret = $2, secret_before = $3, before_until = now() + span(interval '24 hours')
 where e.id = $1::bigint and e.ended_at is null
returning e.name, audit_about('endpoint:' || e.id) as is_told
