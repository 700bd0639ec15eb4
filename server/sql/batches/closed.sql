-- What became of sending a batch: taken, and its results are asked for; not executed, and its
-- orders are queued again, one by one where it was refused as a whole; or nobody knows, and each is
-- looked for.
-- $1 batch.attempts   $2 answer.phase   $3 answer.http_status   $4 answer.curl_code
-- $5 answer.reply_hash   $6 job.generation   $7 upstream.batch_id
with closed as (
	update order_attempts a
	   set phase = $2, ended_at = now(), http_status = nullif($3::integer, 0),
	       curl_code = $4::integer, reply_hash = $5, batch_id = $7
	 where a.id = any ($1::bigint[]) and a.ended_at is null and a.generation = $6::bigint
	returning a.order_id
), settled as (
	update orders o
	   set intent = case $2 when 'accepted' then o.intent when 'uncertain' then 'uncertain'
	                        else 'queued' end,
	       state = case $2 when 'uncertain' then 'checking' else o.state end
	  from closed c
	 where o.id = c.order_id and o.intent = 'sending'
	returning o.id
), reading as (
	insert into jobs (kind, input, run_at)
	select 'orders/batch-read',
	       jsonb_build_object('batch_id', $7::text, 'orders', jsonb_agg(s.id order by s.id),
	                          'lane', 'background'),
	       now() + span(interval '2 seconds')
	  from settled s
	 where $2 = 'accepted'
	having count(*) > 0
)
insert into jobs (kind, input, single, run_at)
select n.kind, jsonb_build_object('order_id', s.id, 'lane', 'background'), n.single || s.id,
       now() + span(interval '2 seconds')
  from settled s
  join (values ('uncertain', 'orders/resolve', 'resolve:'), ('refused', 'orders/create', 'create:'))
       as n (phase, kind, single) on n.phase = $2
on conflict do nothing
