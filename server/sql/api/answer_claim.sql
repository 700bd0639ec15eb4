-- Claims a POST under its Idempotency-Key for a minute. became: mine, answered (status, body),
-- other (the key was sent with another request), busy (its first is on the way).
-- $1 user.token_id   $2 answer.key   $3 answer.hash
-- A claim without an answer whose minute is over is taken over by the same request; after 24 hours
-- the key is as new. order_key names what this request makes, so that a second run makes the same.
with known as (
	select a.request_hash, a.status, a.body,
	       a.made_at < now() - span(interval '24 hours') as is_old
	  from api_answers a
	 where a.token_id = $1::bigint and a.key = $2
), taken as (
	insert into api_answers as a (token_id, key, request_hash, lease_until)
	values ($1::bigint, $2, $3, now() + lease(interval '1 minute'))
	on conflict (token_id, key) do update
	   set request_hash = excluded.request_hash, lease_until = excluded.lease_until,
	       status = null, body = null,
	       made_at = case when a.made_at < now() - span(interval '24 hours') then now()
	                      else a.made_at end
	 where a.made_at < now() - span(interval '24 hours')
	    or (a.status is null and a.lease_until <= now()
	        and a.request_hash = excluded.request_hash)
	returning a.id, a.made_at
)
select t.id, format('api-order-%s-%s', t.id, (extract(epoch from t.made_at) * 1000)::bigint)
         as order_key,
       case when t.id is not null then 'mine'
            when k.request_hash <> $3 then 'other'
            when k.status is not null then 'answered' else 'busy' end as became,
       k.status, k.body
  from (values (1)) one (n)
  left join known k on true
  left join taken t on true
