-- Lets files go that nobody confirmed within a day, with everything that was staged of them.
with moved as (
	update imports i
	   set state = 'expired', ended_at = now()
	 where i.ended_at is null and i.state in ('columns', 'checking', 'ready')
	   and i.created_at < now() - span(interval '24 hours')
	returning i.id
), cleared as (
	update import_rows r set data = null from moved m where r.import_id = m.id
)
select count(import_forget(m.id)) as gone
  from moved m
