-- The provider takes no batch: the order is looked for once more, and then a person decides.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash
-- $5 job.generation
with closed as (
	update order_attempts
	   set phase = 'refused', ended_at = now(), http_status = $2::integer,
	       curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $5::bigint
	returning order_id
)
insert into jobs (kind, input, single)
select 'orders/resolve', jsonb_build_object('order_id', order_id, 'looks', 2),
       'resolve:' || order_id
  from closed
on conflict do nothing
