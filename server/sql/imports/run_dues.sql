-- The next five hundred rows of a due list come in: a day for each person and period, once; a list
-- that says another day changes it. Where the row names a program, its clock goes by that day.
-- $1 job.input.import_id
with i as materialized (
	select x.id, x.created_at, u.name as teller
	  from imports x
	  join users u on u.id = x.confirmed_by
	 where x.id = $1::bigint and x.state = 'running'
	   for update of x
), waiting as materialized (
	select r.number, r.case_id, r.member_id, (r.data ->> 'period')::date as period_on,
	       (r.data ->> 'due_on')::date as due_on, r.data ->> 'program' as program
	  from i
	  join import_rows r on r.import_id = i.id and r.outcome is null and r.problem is null
	 order by r.number
	 limit 500
), picked as materialized (
	select w.number, w.case_id, w.member_id, w.period_on, w.due_on, g.id as program_id,
	       c.closed_at is null as may, d.id as known_id, d.due_on as known_on
	  from waiting w
	  join cases c on c.id = w.case_id
	  left join programs g on g.code = w.program
	  left join dues d on d.case_id = w.case_id and d.member_id = w.member_id
	                  and d.period_on = w.period_on
), kept as (
	insert into dues as d (case_id, member_id, period_on, due_on, program_id, import_id)
	select p.case_id, p.member_id, p.period_on, p.due_on, p.program_id, i.id
	  from i
	 cross join picked p
	 where p.may and p.due_on is distinct from p.known_on
	on conflict (case_id, member_id, period_on) do update
	   set due_on = excluded.due_on, import_id = excluded.import_id,
	       program_id = coalesce(excluded.program_id, d.program_id)
	returning d.id, d.case_id, d.member_id, d.period_on, d.due_on, d.program_id
), clocks as (
	update case_programs p
	   set due_on = k.due_on, purpose = 'renewal',
	       requested_on = least(p.requested_on, k.due_on),
	       due_rule = 'The due list of ' || fmt_day(i.created_at) || ' says so, for '
	                  || to_char(k.period_on, 'FMMonth YYYY') || '.'
	  from i, (select distinct on (x.case_id, x.program_id)
	                  x.case_id, x.program_id, x.due_on, x.period_on
	             from kept x
	            order by x.case_id, x.program_id, x.due_on) k
	 where p.case_id = k.case_id and p.program_id = k.program_id
	   and (p.purpose = 'renewal' or p.due_on < k.due_on)
), told as (
	insert into timeline (case_id, member_id, key, icon, sentence, teller)
	select k.case_id, k.member_id, 'due:' || k.id || ':' || k.due_on, 'event',
	       member_name(m) || ': renewal for ' || to_char(k.period_on, 'FMMonth YYYY')
	       || ' due ' || fmt_date(k.due_on) || ', says a due list', i.teller
	  from i
	 cross join kept k
	  join members m on m.id = k.member_id
	on conflict do nothing
), marked as (
	update import_rows r
	   set outcome = case when not p.may then 'refused' when p.known_id is null then 'made'
	                      when k.id is null then 'same' else 'changed' end,
	       problem = case when not p.may then 'closed' end,
	       due_id = coalesce(k.id, p.known_id), data = null
	  from i, picked p
	  left join kept k on k.case_id = p.case_id and k.member_id = p.member_id
	                  and k.period_on = p.period_on
	 where r.import_id = i.id and r.number = p.number
)
select import_next(i.id, 'run', (select count(*) from waiting) = 500)
  from i
