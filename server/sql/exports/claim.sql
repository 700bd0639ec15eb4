-- Takes up an export where it is, with who wants it and what they may see by now. Who may no longer
-- have such a file is refused it.
-- $1 job.input.export_id
with e as materialized (
	select x.id, x.user_id, x.state, x.list, x.columns, x.office_id, x.pick, x.after, x.chunks,
	       x.office_ids, u.role, u.role = 'supervisor' and not u.is_disabled as may,
	       array(select o.office_id from user_offices o where o.user_id = u.id order by 1)
	         as offices
	  from exports x
	  join users u on u.id = x.user_id
	 where x.id = $1::bigint and x.state in ('queued', 'running')
	   for update of x
), moved as (
	update exports x
	   set state = case when w.may then 'running' else 'refused' end,
	       started_at = coalesce(x.started_at, now()),
	       ended_at = case when not w.may then now() end,
	       office_ids = w.offices
	  from (select e.id, e.offices, e.may and (e.office_id is null
	               or e.office_id = any (e.offices))
	               and (e.office_ids is null or e.office_ids = e.offices) as may
	          from e) w
	 where x.id = w.id
	returning x.id, x.state
)
select e.id::text, e.user_id::text, e.role, e.list, e.after, e.chunks, e.pick, e.office_id::text,
       e.offices,
       (select json_agg(json_build_object('name', c.name, 'word', c.word) order by c.place)
          from export_columns c where c.list = e.list and c.name = any (e.columns)) as columns
  from e
  join moved m on m.state = 'running'
