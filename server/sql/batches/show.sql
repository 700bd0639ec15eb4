-- A batch: before it starts what would happen to how many and why, then how far it is.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all
-- $5 form.reason   $6 form.worker_id   $7 form.days   $8 form.kind   $9 user.role
with the_batch as (
	select b.id, b.action, b.state, b.filters, b.params, b.started_at, b.ended_at, b,
	       a.title, a.verb, a.doing, a.has_done
	  from batches b
	  join batch_actions a on a.action = b.action
	 where b.id = $1::bigint and b.user_id = $2::bigint
), items as materialized (
	select i.position, i.case_id, i.order_id, i.task_id, i.outcome,
	       case when b.state = 'draft' then batch_refusal(b.b, i) else i.why end as why
	  from the_batch b
	  join batch_items i on i.batch_id = b.id
), counts as (
	select count(*) as total, count(*) filter (where why is null) as can,
	       count(*) filter (where outcome = 'done') as done,
	       count(*) filter (where outcome is not null) as over,
	       count(*) filter (where why like '%needs a reason') as wanting
	  from items
), reasons as (
	select why, count(*) as count
	  from items
	 where why is not null
	 group by why
), shown as (
	select coalesce(member_name(m), 'Case ' || c.reference) as name,
	       coalesce(m.language, 'en') as lang, c.reference, c.id::text as case_id,
	       coalesce(i.why, case when b.state = 'draft' then 'Can go now'
	                            when i.outcome = 'done' then b.has_done
	                            else 'Waits its turn' end) as said,
	       i.why is not null as is_out
	  from the_batch b
	  join items i on true
	  join cases c on c.id = i.case_id and (c.office_id = any ($3::bigint[]) or $4::boolean)
	       and case_seen_by(c, $2::bigint, $9::text, $3::bigint[])
	  left join orders o on o.id = i.order_id
	  left join tasks t on t.id = i.task_id
	 cross join lateral (
	       select coalesce(o.member_id, t.member_id, (
	              select x.id from members x where x.case_id = c.id order by x.position limit 1))
	              as id) who
	  left join members m on m.id = who.id
	 order by i.why is null, i.position
	 limit 100
)
select b.id::text, b.title, b.state = 'draft' as is_draft,
       b.state in ('queued', 'running') as is_on,
       b.state in ('done', 'stopped') as has_file,
       case b.state when 'draft' then b.title || ': ' || k.can || ' of ' || k.total || ' can go now'
                    when 'stopped' then b.doing || ': stopped after ' || k.over || ' of ' || k.total
                    when 'done' then b.has_done || ': ' || k.done || ' of ' || k.total
                    else b.doing || ': ' || k.over || ' of ' || k.total end as heading,
       b.verb || ' ' || k.can || case when k.can = 1 then ' row' else ' rows' end as button,
       k.can > 0 or k.wanting > 0 as can_start,
       '/worklist?' || work_query(b.filters) as back, work_filters_say(b.filters) as from_view,
       k.total::text as total, k.over::text as over, k.done::text as done,
       (k.total - k.over)::text as waiting,
       case when b.state in ('queued', 'running') and k.over > 0
            then 'About ' || fmt_age(now() - (now() - b.started_at) * (k.total - k.over) / k.over)
                 || ' to go' end as eta,
       (select coalesce(json_agg(json_build_object('why', r.why, 'count', r.count::text)
                                 order by r.count desc, r.why), '[]')
          from reasons r) as reasons,
       (select coalesce(json_agg(x), '[]') from shown x) as rows,
       case when k.total > 100 then 'The first 100 of ' || k.total || ', left out first' end as cut,
       b.state = 'draft' and b.action in ('resend', 'message', 'snooze', 'cancel') as asks_reason,
       case when b.action in ('resend', 'message')
            then 'Reason, for those written to within the hour (optional)'
            when b.action = 'cancel' then 'Why are they canceled?'
            else 'Why can they wait?' end as reason_label,
       b.state = 'draft' and b.action = 'assign' as asks_worker,
       b.state = 'draft' and b.action = 'snooze' as asks_days,
       b.state = 'draft' and b.action = 'message' as asks_kind,
       $5::text as reason,
       (select coalesce(json_agg(json_build_object('value', u.id::text, 'word', u.name,
                   'is_chosen', u.id::text = $6::text) order by u.name), '[]')
          from users u
         where u.role in ('caseworker', 'supervisor') and not u.is_disabled
           and exists (select from user_offices x
                        where x.user_id = u.id
                          and (x.office_id = any ($3::bigint[]) or $4::boolean))) as workers,
       (select json_agg(json_build_object('value', n::text,
                   'word', fmt_date(working_days_after(current_date, n)),
                   'is_chosen', n::text = $7::text) order by n)
          from unnest('{1,2,3,5,10,20}'::integer[]) n) as mornings,
       (select coalesce(json_agg(json_build_object('value', t.kind, 'word', t.word,
                   'is_chosen', t.kind = $8::text) order by t.word), '[]')
          from (select distinct x.kind, initcap(replace(x.kind, '_', ' ')) as word
                  from message_templates x
                 where x.is_current) t) as kinds
  from the_batch b
 cross join counts k
