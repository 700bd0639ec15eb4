-- The provider refused our keys: the circuit is open, one call a minute may try, an admin is told.
-- $1 gate.provider   $2 gate.taken_at   $3 answer.http_status
-- A call that was under way while another was accepted proves nothing: the next one will.
with locked as materialized (
	select g.provider, g.denied_at, g.accepted_at from gates g where g.provider = $1 for update
), seen as materialized (
	select l.provider, l.denied_at, clock_timestamp() as at
	  from locked l
	 where l.denied_at is not null or coalesce(l.accepted_at < $2::timestamptz, true)
), opened as (
	insert into incidents (kind, key, detail)
	select 'keys_refused', 'keys:' || s.provider || ':' || extract(epoch from s.at),
	       w.who || case when $3::integer = 0 then ' has no safe connection (TLS)'
	                     else ' refuses our keys with ' || $3::integer end
	       || '. ' || w.what || ' wait, and one call a minute tries again.'
	  from seen s
	 cross join lateral (values
	       (case s.provider when 'sms' then 'The text gateway' when 'mail' then 'The mail server'
	                        else initcap(s.provider) end,
	        case when s.provider in ('sms', 'mail') then 'Messages' else 'Orders' end))
	       w (who, what)
	 where s.denied_at is null
	on conflict (key) do nothing
)
update gates g
   set denied_at = coalesce(g.denied_at, s.at), denied_status = $3::integer,
       probe_at = s.at + span(interval '1 minute')
  from seen s
 where g.provider = s.provider
returning greatest(1, ceil(extract(epoch from g.probe_at - s.at) * 1000))::integer as wait_ms
