-- Closes attempts whose worker is gone as what they were: never committed is unsent and goes again,
-- committed is uncertain: a text is asked for, a mail is left to a person.
-- $1 job.input.message_id
with gone as (
	update message_attempts a
	   set phase = case a.phase when 'claimed' then 'unsent' else 'uncertain' end, ended_at = now()
	 where a.message_id = $1::bigint and a.ended_at is null
	   and not exists (
	       select from jobs j
	        where j.id = a.job_id and j.generation = a.generation and j.state = 'running'
	          and j.lease_until > now())
	returning a.message_id, a.phase
)
update messages m
   set state = case when g.phase = 'unsent' then 'queued'
                    when m.channel = 'sms' then 'uncertain' else 'needs_review' end,
       cause = case when g.phase = 'uncertain' and m.channel <> 'sms' then 'no_answer' end
  from gone g
 where m.id = g.message_id and m.state = 'sending'
