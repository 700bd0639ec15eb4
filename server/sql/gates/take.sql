-- A turn to call a provider, or how long to wait for one: GCRA on the database's clock, under the
-- row's lock, for all servers.
-- $1 gate.provider   $2 gate.is_background   $3 gate.weight
-- Who is turned away is told a moment of his own, one call's length after the last one told, so
-- that many do not come back at once. While the keys are refused one call a minute may try.
with locked as materialized (
	select g.provider, g.per_minute, g.tat, g.paused_until, g.probe_at,
	       g.burst - case when $2::boolean then g.reserve else 0 end as burst,
	       case when $2::boolean then g.promised_background else g.promised end as promised
	  from gates g
	 where g.provider = $1
	   for update
), seen as materialized (                       -- the clock is read once the lock is held
	select l.provider, l.tat, l.paused_until, l.probe_at, l.burst, l.promised,
	       clock_timestamp() as at, span(interval '1 minute') / l.per_minute as pace,
	       coalesce($3::integer, 1) as weight
	  from locked l
), asked as (
	select s.provider, s.at, s.pace, s.promised, s.weight, greatest(s.tat, s.at) as due,
	       greatest(s.at, s.paused_until, s.probe_at,
	                greatest(s.tat, s.at) - s.pace * (s.burst - s.weight)) as may_at
	  from seen s
), told as (
	select a.provider, a.at, a.pace, a.due, a.weight, a.may_at <= a.at as goes,
	       greatest(a.promised + a.pace, a.may_at) as back_at
	  from asked a
), counted as (
	insert into gate_minutes as m (provider, minute, calls, background, turned_away)
	select t.provider, date_trunc('minute', t.at), t.goes::integer * t.weight,
	       (t.goes and $2::boolean)::integer * t.weight, (not t.goes)::integer
	  from told t
	on conflict (provider, minute) do update
	   set calls = m.calls + excluded.calls, background = m.background + excluded.background,
	       turned_away = m.turned_away + excluded.turned_away
)
update gates g
   set tat = case when t.goes then t.due + t.pace * t.weight else g.tat end,
       probe_at = case when t.goes and g.denied_at is not null
                       then t.at + span(interval '1 minute') else g.probe_at end,
       promised = case when t.goes or $2::boolean then g.promised else t.back_at end,
       promised_background = case when not t.goes and $2::boolean then t.back_at
                                  else g.promised_background end
  from told t
 where g.provider = t.provider
returning t.goes, t.at as taken_at,
          case when t.goes then 0
               else greatest(1, ceil(extract(epoch from t.back_at - t.at) * 1000))::integer
          end as wait_ms
