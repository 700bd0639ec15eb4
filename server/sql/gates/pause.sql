-- The provider said 429: nobody calls until the time it named, or for 1, 2, 4 … 60 seconds with
-- jitter.
-- $1 gate.provider   $2 gate.taken_at   $3 answer.retry_after
-- Calls that left before the last 429 came are the same storm: they make no further step.
with locked as materialized (
	select g.provider, g.pause_step, g.last_429_at
	  from gates g
	 where g.provider = $1
	   for update
), seen as materialized (
	select l.provider, l.pause_step, clock_timestamp() as at,
	       coalesce(l.last_429_at < $2::timestamptz, true) as is_new
	  from locked l
), judged as (
	select s.provider, s.at, least(s.pause_step + s.is_new::integer, 7) as step,
	       case when $3::integer > 0
	            then s.at + span(interval '1 second') * least($3::integer, 300)
	            when s.is_new
	            then s.at + span(interval '1 second')
	                        * least(60, 2 ^ s.pause_step) * (1 + random() / 4)
	       end as until
	  from seen s
), counted as (
	insert into gate_minutes as m (provider, minute, throttled)
	select provider, date_trunc('minute', at), 1 from judged
	on conflict (provider, minute) do update set throttled = m.throttled + 1
)
update gates g
   set paused_until = greatest(g.paused_until, j.until), pause_step = j.step, last_429_at = j.at
  from judged j
 where g.provider = j.provider
returning greatest(1, ceil(extract(epoch from g.paused_until - j.at) * 1000))::integer as wait_ms
