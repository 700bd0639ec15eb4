-- The last thing before the first byte leaves: from here on the client may get it. No row: this
-- worker was overtaken and must not send.
-- $1 attempt.id   $2 job.generation   $3 job.id
update message_attempts a
   set phase = 'committed', committed_at = now()
  from jobs j
 where a.id = $1::bigint and a.phase = 'claimed' and a.generation = $2::bigint
   and j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running'
   and j.lease_until > now() + lease(interval '35 seconds')
returning a.id
