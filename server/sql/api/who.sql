-- Which case system calls with this token, if it lives; counts the call in its minute.
-- $1 token.hash
with calling as (
	update api_tokens t
	   set used_at = now(), minute_at = date_trunc('minute', now()),
	       minute_calls = case when t.minute_at = date_trunc('minute', now())
	                           then t.minute_calls + 1 else 1 end
	 where t.token_hash = $1::text and t.ended_at is null and t.expires_at > now()
	returning t.id, t.name, t.prefix, t.scopes, t.per_minute, t.minute_at, t.minute_calls,
	          t.expires_at
)
select c.id as token_id, c.name, c.prefix, c.scopes, c.per_minute,
       greatest(c.per_minute - c.minute_calls, 0) as remaining,
       c.minute_calls > c.per_minute as is_limited,
       greatest(1, ceil(60 - extract(epoch from now() - c.minute_at)))::integer as reset_s,
       fmt_iso(c.expires_at) as expires_at, false as sees_all,
       array(select o.office_id from api_token_offices o
              where o.token_id = c.id order by o.office_id) as offices,
       'API token ' || c.id as acts_as
  from calling c
