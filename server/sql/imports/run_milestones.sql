-- The next five hundred rows of a file of milestones come in: each is left to a job that reaches it
-- and orders what it asks for, as a worker or a case system would.
-- $1 job.input.import_id
with i as materialized (
	select x.id, u.name as teller, u.id as user_id
	  from imports x
	  join users u on u.id = x.confirmed_by
	 where x.id = $1::bigint and x.state = 'running'
	   for update of x
), waiting as materialized (
	select r.number, r.case_id, (r.data -> 'meant' ->> 'id')::bigint as milestone_id,
	       r.data -> 'meant' ->> 'period' as period
	  from i
	  join import_rows r on r.import_id = i.id and r.outcome is null and r.problem is null
	 order by r.number
	 limit 500
), picked as materialized (
	select w.number, c.reference, s.code, g.code as program, w.period,
	       c.closed_at is null as may, k.milestone_id is not null as is_known
	  from waiting w
	  join cases c on c.id = w.case_id
	  join milestones s on s.id = w.milestone_id
	  join programs g on g.id = s.program_id
	  left join case_milestones k on k.case_id = w.case_id and k.milestone_id = w.milestone_id
	                             and k.period = w.period
), reached as (
	insert into jobs (kind, input)
	select 'milestones/reach', jsonb_build_object('reference', p.reference, 'milestone', p.code,
	       'program', p.program, 'period', nullif(p.period, ''), 'teller', i.teller,
	       'user_id', i.user_id::text)
	  from i
	 cross join picked p
	 where p.may and not p.is_known
), marked as (
	update import_rows r
	   set outcome = case when not p.may then 'refused' when p.is_known then 'same'
	                      else 'made' end,
	       problem = case when not p.may then 'closed' end, data = null
	  from i, picked p
	 where r.import_id = i.id and r.number = p.number
)
select import_next(i.id, 'run', (select count(*) from waiting) = 500)
  from i
