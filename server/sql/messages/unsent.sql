-- It did not go out: the message is back in the queue and its job tries again later.
-- $1 attempt.id   $2 answer.phase   $3 answer.reply_code   $4 answer.curl_code
-- $5 answer.reply_hash   $6 job.generation
with closed as (
	update message_attempts
	   set phase = $2, ended_at = now(), reply_code = nullif($3::integer, 0),
	       curl_code = $4::integer, reply_hash = $5
	 where id = $1::bigint and ended_at is null and generation = $6::bigint
	returning message_id
)
update messages m
   set state = 'queued'
  from closed c
 where m.id = c.message_id and m.state = 'sending'
