-- Claims a message for sending: keeps its text, opens its attempt and gives all that is sent. No
-- row: it is not ours to send, or something stands against it now.
-- $1 job.input.message_id   $2 job.generation   $3 job.id   $4 text.subject
-- $5 sealed(text.body,messages.body,job.input.message_id)
-- $6 text.version   $7 text.language   $8 text.hash
with claimed as (
	update messages m
	   set state = 'sending', version = coalesce(m.version, $6::integer),
	       language = case when m.body is null then $7 else m.language end,
	       subject = case when m.body is null then $4 else m.subject end,
	       body = coalesce(m.body, $5)
	 where m.id = $1::bigint and m.state = 'queued' and m.send_at <= now()
	   and message_barrier(m) is null
	   and not exists (select
	                     from message_attempts a
	                    where a.message_id = m.id and a.ended_at is null)
	   and exists (
	       select from jobs j
	        where j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running')
	returning m.id, m.channel, m.address, m.language, m.subject, m.body, m.code
), attempt as (
	insert into message_attempts (message_id, job_id, generation, request_hash)
	select c.id, $3::bigint, $2::bigint,
	       encode(sha256(convert_to(concat_ws(chr(10), c.address, c.subject, $8::text), 'UTF8')),
	              'hex')
	  from claimed c
	returning id
)
select c.id, c.channel, c.address, c.language, c.subject,
       unseal('messages.body:' || c.id, c.body) as body, c.code,
       (select id from attempt) as attempt_id
  from claimed c
