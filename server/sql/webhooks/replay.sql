-- An admin lets a stopped event run again, its tries counted from the start.
-- $1 path.id
with again as (
	update webhook_events w
	   set state = 'kept', problem = null, replays = w.replays + 1
	 where w.id = $1::bigint and w.state in ('poison', 'orphan')
	returning w.id
), job as (
	insert into jobs (kind, input)
	select 'webhooks/replay', json_build_object('event_id', id) from again
)
select '/admin/truv' as next from again
