-- The mail server or the gateway has it. What a callback said before this answer came stays.
-- $1 attempt.id   $2 answer.reply_code   $3 answer.curl_code   $4 answer.reply_hash
-- $5 job.generation   $6 fate.id   $7 fate.state   $8 fate.cause
with closed as (
	update message_attempts
	   set phase = 'accepted', ended_at = now(), reply_code = $2::integer,
	       curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $5::bigint
	returning message_id
)
update messages m
   set state = case when m.state = 'sending' then $7 else m.state end,
       cause = case when m.state = 'sending' then $8 else m.cause end,
       provider_id = coalesce(m.provider_id, $6)
  from closed c
 where m.id = c.message_id
