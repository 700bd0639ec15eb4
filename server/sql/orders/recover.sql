-- Closes attempts whose worker is gone as what they were: never committed is unsent, committed is
-- uncertain, and that is looked for.
-- $1 job.input.order_id   $2 job.generation   $3 job.id
with gone as (
	update order_attempts a
	   set phase = case a.phase when 'claimed' then 'unsent' else 'uncertain' end,
	   	ended_at = now()
	 where a.order_id = $1::bigint and a.kind in ('create', 'batch') and a.ended_at is null
	   and exists (select from jobs j where j.id = $3::bigint and j.generation = $2::bigint
	   	and j.state = 'running')
	returning a.order_id, a.phase
), doubted as (
	update orders o
	   set intent = 'uncertain', state = 'checking'
	  from gone g
	 where o.id = g.order_id and g.phase = 'uncertain' and ((o.intent in ('queued', 'sending')
	 	and o.state = 'sending') or o.intent = 'uncertain')
	returning o.id
), requeued as (
	update orders o
	   set intent = 'queued'
	  from gone g
	 where o.id = g.order_id and g.phase = 'unsent' and o.intent = 'sending'
)
insert into jobs (kind, input, single, run_at)
select 'orders/resolve', json_build_object('order_id', id), 'resolve:' || id,
	now() + span(interval '2 seconds') from doubted
on conflict do nothing
