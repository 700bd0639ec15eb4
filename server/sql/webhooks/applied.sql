-- An event has had its effect.
-- $1 job.input.event_id
update webhook_events
   set state = 'applied', applied_at = now()
 where id = $1::bigint and state = 'kept'
