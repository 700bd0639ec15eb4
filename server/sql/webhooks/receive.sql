-- Keeps a signed webhook and queues its job, once: the same bytes again only change a count.
-- $1 webhook.provider   $2 webhook.sha256   $3 webhook.webhook_id   $4 webhook.event_type
-- $5 sealed(webhook.body,webhook_events.body,webhook.sha256)
-- $6 webhook.order_id   $7 webhook.order_number   $8 webhook.connection_id
-- $9 webhook.link_id   $10 webhook.user_id   $11 webhook.job   $12 webhook.state
-- $13 webhook.problem   $14 webhook.status
with kept as (
	insert into webhook_events (provider, sha256, webhook_id, event_type, sealed,
	                            order_upstream_id, order_number, connection_id, link_id,
	                            upstream_user_id, state, problem, status)
	values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, $14)
	on conflict (provider, sha256) do update set repeats = webhook_events.repeats + 1
	returning id, repeats
), job as (
	insert into jobs (kind, input)
	select $11, json_build_object('event_id', id)
	  from kept
	 where repeats = 0 and $11::text is not null
)
select id, repeats = 0 as is_new from kept
