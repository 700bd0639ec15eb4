-- It was refused for good: nothing went out. A phone that the gateway knows to have said STOP has
-- said so to us.
-- $1 attempt.id   $2 answer.reply_code   $3 answer.curl_code   $4 answer.reply_hash
-- $5 job.generation   $6 fate.cause
with closed as (
	update message_attempts
	   set phase = 'refused', ended_at = now(), reply_code = nullif($2::integer, 0),
	       curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and ended_at is null and generation = $5::bigint
	returning message_id
), ended as (
	update messages m
	   set state = 'failed', cause = $6
	  from closed c
	 where m.id = c.message_id and m.state = 'sending'
	returning m.address
)
insert into message_stops (phone)
select address from ended where $6 = 'stopped'
on conflict (phone) do update set stopped_at = now(), started_at = null
 where message_stops.started_at is not null
