-- The bytes of an event that is to be read again.
-- $1 job.input.event_id
select e.id, e.provider, coalesce(
       unseal('webhook_events.body:' || e.sha256, e.sealed),
       to_json(encode(e.body, 'hex'))) as body
  from webhook_events e
 where e.id = $1::bigint and e.state = 'kept'
