-- Closes what a dead worker left open of a batch: never committed is unsent and queued again,
-- committed is uncertain and looked for one by one.
-- $1 job.input.orders   $2 job.generation   $3 job.id
with gone as (
	update order_attempts a
	   set phase = case a.phase when 'claimed' then 'unsent' else 'uncertain' end, ended_at = now()
	 where a.order_id = any ($1::bigint[]) and a.kind = 'batch' and a.ended_at is null
	   and exists (
	       select from jobs j
	        where j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running')
	returning a.order_id, a.phase
), settled as (
	update orders o
	   set intent = case g.phase when 'unsent' then 'queued' else 'uncertain' end,
	       state = case g.phase when 'unsent' then o.state else 'checking' end
	  from gone g
	 where o.id = g.order_id and o.intent = 'sending'
	returning o.id, o.intent
)
insert into jobs (kind, input, single, run_at)
select 'orders/resolve', jsonb_build_object('order_id', s.id, 'lane', 'background'),
       'resolve:' || s.id, now() + span(interval '2 seconds')
  from settled s
 where s.intent = 'uncertain'
on conflict do nothing
