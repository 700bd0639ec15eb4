-- No text can be made for a message: an admin must see to its template, and a person to the client.
-- $1 job.input.message_id
update messages
   set state = 'failed', cause = 'no_text'
 where id = $1::bigint and state = 'queued'
