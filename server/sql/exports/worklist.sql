-- The next thousand rows of the worklist of an export, what breaks first at the top.
-- $1 export.after   $2 user.offices   $3 export.office_id   $4 export.pick   $5 user.id
-- $6 user.role
-- rows lines
-- after: where the next piece begins; left_: rows from here on, these among them, at most 50,001.
with fits as materialized (
	select r.id, r.place
	  from work_rows(jsonb_build_object('who', coalesce($4::text, 'all')), $5::bigint,
	                 case when $3::bigint is null then $2::bigint[] else array[$3::bigint] end,
	                 false, nullif($1::text, ''), 50001)
	       with ordinality r (id, place)
), page as materialized (
	select f.id, f.place from fits f order by f.place limit 1000
)
select work_place(w) as after, (select count(*)::integer from fits) as left_, c.reference,
       coalesce(member_name(m), '') as client,
       case when m.native_name is null then '' else m.first_name || ' ' || m.last_name end
         as latin,
       coalesce(fmt_list(o.products), '') as asked,
       case when w.branch = 'order' then s.word else 'Task' end as state,
       coalesce(t.sentence, '') as task,
       case when w.due_on = 'infinity' then '' else w.due_on::text end as due,
       coalesce(t.due_rule, '') as rule, coalesce(u.name, '') as worker, f.name as office,
       l.word as language, array_to_string(w.programs, ', ') as programs,
       to_char(w.since, 'YYYY-MM-DD HH24:MI') as since,
       case when w.snoozed_until > current_date then w.snoozed_until::text else '' end as snoozed
  from page g
  join work w on w.id = g.id
  join cases c on c.id = w.case_id and c.office_id = any ($2::bigint[])
       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
  join offices f on f.id = c.office_id
  join languages l on l.code = w.language
  left join orders o on o.id = w.order_id
  left join order_states s on s.state = o.state
  left join tasks t on t.id = w.task_id
  left join users u on u.id = w.worker_id
  left join members m on m.id = coalesce(w.member_id, (
       select x.id from members x where x.case_id = c.id order by x.position limit 1))
 order by g.place
