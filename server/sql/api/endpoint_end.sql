-- Tells an endpoint nothing any more; what still waited for it is over.
-- $1 path.id
with ended as (
	update api_endpoints set ended_at = now()
	 where id = $1::bigint and ended_at is null
	returning id
), over as (
	update api_deliveries d
	   set state = 'dead', problem = 'off'
	  from ended e
	 where d.endpoint_id = e.id and d.state = 'waiting'
)
select '/admin/api' as next
  from api_endpoints e
 where e.id = $1::bigint and audit_about('endpoint:' || e.id)
