-- The gateway knows the text: it went out.
-- $1 job.input.message_id   $2 fate.id   $3 fate.state   $4 fate.cause
update messages m
   set state = $3, cause = $4, provider_id = coalesce(m.provider_id, $2)
 where m.id = $1::bigint and m.state = 'uncertain'
