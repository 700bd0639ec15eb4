-- What signs to an endpoint that lives, to be kept for a day beside the one that follows it.
-- $1 path.id
select unseal('api_endpoints.secret:' || e.id, e.secret) as secret
  from api_endpoints e
 where e.id = $1::bigint and e.ended_at is null
