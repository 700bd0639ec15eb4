-- The next fifty rows of a batch: each judged again, then done or left out with the reason; and the
-- job for the next fifty.
-- $1 job.input.batch_id
-- What changed between the judging and the doing is seen by each update's own where, and told.
with b as (
	select b.id, b.action, b.params, b.user_id, b,
	       set_config('app.user', b.user_id::text, true) as asker
	  from batches b
	 where b.id = $1::bigint and b.state in ('queued', 'running')
	   for update
), picked as materialized (
	select i.position, i.case_id, i.order_id, i.task_id, batch_refusal(b.b, i) as why
	  from b
	  join batch_items i on i.batch_id = b.id and i.outcome is null and b.asker <> ''
	 order by i.position
	 limit 50
), may as (
	select p.position, p.case_id, p.order_id, p.task_id from picked p where p.why is null
), canceled as (
	update orders o
	   set intent = case when o.intent in ('queued', 'rejected', 'needs_review')
	                     then 'withdrawn' else o.intent end,
	       state = case when o.intent in ('queued', 'rejected', 'needs_review')
	                    then 'canceled' else o.state end,
	       cause = case when o.intent in ('queued', 'rejected', 'needs_review')
	                    then null else o.cause end,
	       cancel_asked_at = case when o.intent in ('queued', 'rejected', 'needs_review')
	                              then null else now() end,
	       cancel_reason = b.params ->> 'reason'
	  from b, may m
	 where b.action = 'cancel' and o.id = m.order_id and o.cancel_asked_at is null
	   and o.state not in ('canceled', 'expired', 'reviewed')
	returning o.id, o.case_id, o.member_id, o.cancel_asked_at is not null as is_asked
), cancel_jobs as (
	insert into jobs (kind, input, single)
	select 'orders/cancel', jsonb_build_object('order_id', c.id), 'cancel:' || c.id
	  from canceled c
	 where c.is_asked
	on conflict do nothing
), given as (
	update cases c
	   set worker_id = (b.params ->> 'worker_id')::bigint
	  from b, (select distinct m.case_id from may m) m
	 where b.action = 'assign' and c.id = m.case_id and c.closed_at is null
	   and c.worker_id is distinct from (b.params ->> 'worker_id')::bigint
), followed as (
	update tasks t
	   set assignee_id = null
	  from b, may m
	 where b.action = 'assign' and t.id = m.task_id and t.assignee_id is not null
), snoozed as (
	update tasks t
	   set snoozed_until = working_days_after(current_date, (b.params ->> 'days')::integer),
	       snooze_reason = b.params ->> 'reason'
	  from b, may m
	 where b.action = 'snooze' and t.id = m.task_id and t.done_at is null
	returning t.id
), sent as materialized (
	-- The same hour's message without a reason is the same message, whoever wants it. Resending
	-- has its own rule, which also asks Truv where Truv delivers.
	select o.id, o.case_id, o.member_id,
	       case b.action when 'resend'
	            then order_resend(o.id, b.user_id, b.params ->> 'reason',
	                              'batch:' || b.id || ':' || o.id) end as outcome,
	       case b.action when 'message'
	            then message_add(o.id, 'email', k.kind, k.key || ':email', b.user_id)
	            end as by_email,
	       case b.action when 'message'
	            then message_add(o.id, 'sms', k.kind, k.key || ':sms', b.user_id)
	            end as by_sms
	  from b
	  join (select distinct m.order_id from may m) m on b.action in ('resend', 'message')
	  join orders o on o.id = m.order_id
	 cross join lateral (
	       select coalesce(b.params ->> 'kind', 'link') as kind,
	              'order:' || o.id || ':'
	              || case when b.params ? 'reason' then 'batch:' || b.id
	                      else 'hour:' || extract(epoch from now())::bigint / 3600 end as key) k
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select x.case_id, x.member_id, x.id, 'batch:' || b.id || ':' || x.id, x.icon,
	       left(member_name(n) || x.said || coalesce(b.params ->> 'reason', ''), 400), u.name
	  from b
	  join users u on u.id = b.user_id
	  join (select c.id, c.case_id, c.member_id, 'cancel' as icon,
	               case when c.is_asked then ': to be canceled. '
	                    else ': order canceled. It never went out. ' end as said
	          from canceled c
	        union all
	        select s.id, s.case_id, s.member_id, 'send', ': message wanted. '
	          from sent s
	         where s.outcome is null) x on true
	  join members n on n.id = x.member_id
	on conflict do nothing
), judged as (
	select p.position,
	       coalesce(p.why, case b.action
	         when 'cancel' then case when p.order_id not in (select c.id from canceled c)
	                                 then 'It changed a moment before' end
	         when 'snooze' then case when p.task_id not in (select s.id from snoozed s)
	                                 then 'It changed a moment before' end
	         when 'resend' then case when not exists (select from sent s
	                                                   where s.id = p.order_id and s.outcome
	                                                         in ('sent', 'requested', 'again'))
	                                 then 'It could not be sent' end
	         when 'message' then case when not exists (select from sent s
	                                                    where s.id = p.order_id
	                                                      and coalesce(s.by_email, s.by_sms) > 0)
	                                  then 'It could not be sent' end end) as why
	  from b
	  join picked p on true
), marked as (
	update batch_items i
	   set outcome = case when j.why is null then 'done' else 'skipped' end, why = j.why, at = now()
	  from b, judged j
	 where i.batch_id = b.id and i.position = j.position
), rest as (
	select count(*) - (select count(*) from picked) as count
	  from b
	  join batch_items i on i.batch_id = b.id and i.outcome is null
), went as (
	update batches x
	   set state = case when r.count = 0 then 'done' else 'running' end,
	       ended_at = case when r.count = 0 then now() end
	  from b, rest r
	 where x.id = b.id
), more as (
	insert into jobs (kind, input, single)
	select 'batches/run', jsonb_build_object('batch_id', b.id), 'batch:' || b.id
	  from b, rest r
	 where r.count > 0
	on conflict do nothing
)
select r.count from rest r
