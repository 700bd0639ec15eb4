-- Tells once more what was given up, from the beginning of its tries.
-- $1 path.id
with again as (
	update api_deliveries d
	   set state = 'waiting', tries = 0, problem = null, replays = d.replays + 1
	  from api_endpoints e
	 where d.id = $1::bigint and d.state = 'dead' and e.id = d.endpoint_id
	   and e.ended_at is null
	returning d.id
), job as (
	insert into jobs (kind, input)
	select 'api/deliver', jsonb_build_object('delivery_id', id) from again
)
select '/admin/api#dead' as next
  from api_deliveries d
 where d.id = $1::bigint
