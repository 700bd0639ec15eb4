-- Lets a checked file come in, once: the very bytes that were checked. What was refused stays out.
-- $1 path.id   $2 form.sha256   $3 user.id   $4 user.offices   $5 user.sees_all
with seen as (
	select i.id
	  from imports i
	 where i.id = $1::bigint and (i.office_id = any ($4::bigint[]) or $5::boolean)
), moved as (
	update imports i
	   set state = 'running', confirmed_by = $3::bigint, confirmed_at = now()
	  from seen s
	 where i.id = s.id and i.state = 'ready' and i.sha256 = $2
	   and exists (select from import_rows r where r.import_id = i.id and r.problem is null)
	returning i.id, i.kind
), refused as (
	update import_rows r
	   set outcome = 'refused', data = null
	  from moved m
	 where r.import_id = m.id and r.problem is not null
), forgotten as (
	select import_forget(m.id) from moved m
), job as (
	insert into jobs (kind, input, single)
	select 'imports/run-' || m.kind, jsonb_build_object('import_id', m.id), 'import:' || m.id
	  from moved m
	 where (select count(*) from forgotten) = 1
)
select '/imports/' || s.id as next
  from seen s
