-- Opens a task for every link that went out and was not opened for as many days as the case's
-- strictest program allows. Safe to run often: for one order there is one such task.
select count(task_open('never_opened', o.case_id,
             'The link went out ' || fmt_day(o.state_at) || ' and was never opened',
             order_id => o.id, member_id => o.member_id)) as opened
  from orders o
  join cases c on c.id = o.case_id and c.closed_at is null
 where o.state = 'waiting' and o.cancel_asked_at is null and o.delivery <> 'in_person'
   and o.state_at < now() - span(make_interval(days => coalesce((
       select min(p.call_after_days)
         from case_programs cp
         join programs p on p.id = cp.program_id
        where cp.case_id = o.case_id), 4)))
   and not exists (select from order_steps s where s.order_id = o.id and s.step = 'opened')
   and not exists (select from tasks t where t.kind = 'never_opened' and t.order_id = o.id)
