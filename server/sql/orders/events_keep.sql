-- Keeps the provider's history of an order. What it told before is not told twice.
-- $1 job.input.order_id   $2 upstream.events
with told as (
	insert into order_events (order_id, type, at, suborder_id, task_id)
	select $1::bigint, left(e.type, 100), e.at::timestamptz, coalesce(e.suborder_id, ''),
	       coalesce(e.task_id, '')
	  from jsonb_to_recordset($2::jsonb) as e (type text, at text, suborder_id text, task_id text)
	 where e.type <> '' and e.at ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$'
	on conflict do nothing
)
update orders
   set events_at = now()
 where id = $1::bigint
