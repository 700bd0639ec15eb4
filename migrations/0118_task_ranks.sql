-- Tasks and orders stand in one list: the ranks of both are one scale (order_states: 1 and 2 have
-- stopped, 3 is to review, from 4 on nobody here has the next step).
update task_kinds set rank = r.rank
  from (values ('order_fix', 1), ('order_stopped', 2), ('call_back', 1), ('message_failed', 2),
               ('refresh_failed', 2), ('review', 3), ('clarification', 3), ('never_opened', 4),
               ('by_hand', 4)) r (kind, rank)
 where task_kinds.kind = r.kind;

select set_config('app.sees_all', 'true', true);
select count(work_keep(w.case_id))
  from (select distinct case_id from work where branch = 'task') w;
