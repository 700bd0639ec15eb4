-- The provider refused the order: nothing was made; each field it named is kept with its message.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash   $5 problems
-- $6 job.generation   $7 refusal.cause
with closed as (
	update order_attempts
	   set phase = 'refused', ended_at = now(), http_status = $2::integer,
	   	curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $6::bigint
	returning order_id, id
), refused as (
	update orders o
	   set intent = 'rejected', state = 'needs_fix', cause = coalesce($7, 'refused'),
	   	problems = coalesce($5::jsonb, '{}')
	  from closed c
	 where o.id = c.order_id and o.intent = 'sending'
	returning o.id, o.case_id, o.member_id, o.provider, c.id as attempt_id
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select o.case_id, o.member_id, o.id, 'attempt:' || o.attempt_id || ':refused', 'error',
       member_name(m) || ': ' || p.word || ' refused the order', p.word, true
  from refused o
  join providers p on p.provider = o.provider
  join members m on m.id = o.member_id
on conflict do nothing
