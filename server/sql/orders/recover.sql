-- Closes attempts whose worker is gone as what they were: never committed is unsent, committed is
-- uncertain, and that is looked for.
-- $1 job.input.order_id   $2 job.generation   $3 job.id
with gone as (
	update order_attempts a
	   set phase = case a.phase when 'claimed' then 'unsent' else 'uncertain' end, ended_at = now()
	 where a.order_id = $1::bigint and a.kind in ('create', 'batch', 'refresh')
	   and a.ended_at is null
	   and exists (
	       select from jobs j
	        where j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running')
	returning a.id, a.order_id, a.phase
), doubted as (
	update orders o
	   set intent = 'uncertain', state = 'checking'
	  from gone g
	 where o.id = g.order_id and g.phase = 'uncertain'
	   and (o.intent = 'uncertain'
	        or (o.intent in ('queued', 'sending') and o.state = 'sending'))
	returning o.id, o.case_id, o.member_id, g.id as attempt_id
), requeued as (
	update orders o
	   set intent = 'queued'
	  from gone g
	 where o.id = g.order_id and g.phase = 'unsent' and o.intent = 'sending'
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select d.case_id, d.member_id, d.id, 'attempt:' || d.attempt_id || ':doubted', 'search',
	       member_name(m) || ': we are finding out whether the order was sent', 'Verify'
	  from doubted d
	  join members m on m.id = d.member_id
	on conflict do nothing
)
insert into jobs (kind, input, single, run_at)
select 'orders/resolve', json_build_object('order_id', d.id), 'resolve:' || d.id,
       now() + span(interval '2 seconds')
  from doubted d
on conflict do nothing
