-- Drops a file that has not come in: nothing of it is kept.
-- $1 path.id   $2 user.offices   $3 user.sees_all
with seen as (
	select i.id
	  from imports i
	 where i.id = $1::bigint and (i.office_id = any ($2::bigint[]) or $3::boolean)
), moved as (
	update imports i
	   set state = 'dropped', ended_at = now()
	  from seen s
	 where i.id = s.id and i.state in ('columns', 'checking', 'ready')
	returning i.id
), cleared as (
	update import_rows r set data = null from moved m where r.import_id = m.id
), forgotten as (
	select import_forget(m.id) from moved m
)
select '/imports/' || s.id as next
  from seen s
 where (select count(*) from forgotten) >= 0
