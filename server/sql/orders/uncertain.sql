-- Nobody knows whether the provider made the order: it is looked for, and never sent again by
-- itself before that.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash
-- $5 job.generation
with closed as (
	update order_attempts
	   set phase = 'uncertain', ended_at = now(), http_status = nullif($2::integer, 0),
	       curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $5::bigint
	returning id, order_id
), doubted as (
	update orders o
	   set intent = 'uncertain', state = 'checking'
	  from closed c
	 where o.id = c.order_id and o.intent in ('sending', 'uncertain')
	returning o.id, o.case_id, o.member_id, c.id as attempt_id
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
