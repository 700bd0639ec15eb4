-- The provider took the batch of one: its name is kept, and the next look asks what came of it.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash
-- $5 job.generation   $6 upstream.batch_id
with closed as (
	update order_attempts
	   set phase = 'accepted', ended_at = now(), http_status = $2::integer,
	       curl_code = $3::integer, reply_hash = $4, batch_id = $6
	 where id = $1::bigint and phase = 'committed' and generation = $5::bigint
	returning order_id
)
insert into jobs (kind, input, single, run_at)
select 'orders/resolve', jsonb_build_object('order_id', order_id, 'batch_id', $6::text),
       'resolve:' || order_id, now() + span(interval '2 seconds')
  from closed
on conflict do nothing
