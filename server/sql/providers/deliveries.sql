-- What the provider's log says it sent and we never got: counted, and every open order that was
-- not asked for since is asked for again, oldest first, behind what people wait for.
-- $1 health.provider   $2 health.deliveries
-- What is younger than a minute may still be on its way.
with sent as (
	select d.webhook_id, d.created_at
	  from jsonb_to_recordset($2::jsonb) as d (webhook_id text, created_at timestamptz,
	                                           is_waiting boolean)
	 where d.is_waiting is not true and d.created_at < now() - span(interval '1 minute')
), missed as (
	select s.webhook_id, max(s.created_at) as created_at
	  from sent s
	 where not exists (select
	                     from webhook_events e
	                    where e.provider = $1 and e.webhook_id = s.webhook_id)
	 group by s.webhook_id
), again as (
	insert into jobs (kind, input, single)
	select 'orders/refetch', json_build_object('order_id', o.id, 'lane', 'background'),
	       'refetch:' || o.id
	  from orders o
	  join order_states s on s.state = o.state
	 where o.provider = $1 and o.upstream_id is not null
	   and (s.is_open or o.state = 'expired')
	   and coalesce(o.fetched_at, o.created_at) < (select max(created_at) from missed)
	 order by coalesce(o.fetched_at, o.created_at)
	 limit 500
	on conflict do nothing
)
update provider_health
   set deliveries_at = now(), deliveries = (select count(*) from sent),
       missed = (select count(*) from missed)
 where provider = $1
