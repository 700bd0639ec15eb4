-- Nobody knows whether it went out, so it is not sent again by itself: a text is asked for, a mail
-- is left to a person.
-- $1 attempt.id   $2 answer.reply_code   $3 answer.curl_code   $4 answer.reply_hash
-- $5 job.generation
with closed as (
	update message_attempts
	   set phase = 'uncertain', ended_at = now(), reply_code = nullif($2::integer, 0),
	       curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $5::bigint
	returning message_id
)
update messages m
   set state = case m.channel when 'sms' then 'uncertain' else 'needs_review' end,
       cause = case m.channel when 'sms' then null else 'no_answer' end
  from closed c
 where m.id = c.message_id and m.state = 'sending'
