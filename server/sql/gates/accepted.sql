-- The provider answered: closes the circuit and forgets a storm that was over when this call left.
-- $1 gate.provider   $2 gate.taken_at
-- Writes nothing in quiet times, but for once a minute.
with seen as (
	select g.provider, coalesce(g.denied_at < $2::timestamptz, false) as heals,
	       coalesce(g.last_429_at < $2::timestamptz, false) and g.pause_step > 0 as calms
	  from gates g
	 where g.provider = $1
), noted as (
	update gates g
	   set accepted_at = clock_timestamp(),
	       pause_step = case when s.calms then 0 else g.pause_step end,
	       denied_at = case when s.heals then null else g.denied_at end,
	       probe_at = case when s.heals then null else g.probe_at end,
	       denied_status = case when s.heals then null else g.denied_status end
	  from seen s
	 where g.provider = s.provider
	   and (s.heals or s.calms
	        or coalesce(g.accepted_at < now() - span(interval '1 minute'), true))
)
update incidents i
   set closed_at = now()
  from seen s
 where s.heals and i.kind = 'keys_refused' and i.closed_at is null
   and starts_with(i.key, 'keys:' || s.provider || ':')
