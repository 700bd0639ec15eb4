-- What an event turned out to say when it was read again.
-- $1 job.input.event_id   $2 webhook.webhook_id   $3 webhook.event_type   $4 webhook.order_id
-- $5 webhook.order_number   $6 webhook.connection_id   $7 webhook.link_id   $8 webhook.user_id
-- $9 webhook.state   $10 webhook.problem   $11 webhook.status
update webhook_events
   set webhook_id = $2, event_type = $3, order_upstream_id = $4, order_number = $5,
       connection_id = $6, link_id = $7, upstream_user_id = $8, state = $9, problem = $10,
       status = $11
 where id = $1::bigint and state = 'kept'
