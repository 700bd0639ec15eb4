-- Tells an endpoint that this is a test.
-- $1 path.id
with event as (
	insert into api_events (kind, body)
	select 'endpoint.test', '{"test": true}'
	  from api_endpoints e
	 where e.id = $1::bigint and e.ended_at is null
	returning id
), made as (
	insert into api_deliveries (event_id, endpoint_id, kind)
	select v.id, $1::bigint, 'endpoint.test' from event v
	returning id
), job as (
	insert into jobs (kind, input)
	select 'api/deliver', jsonb_build_object('delivery_id', id) from made
)
select '/admin/api#listeners' as next from made
