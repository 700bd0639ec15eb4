-- One task: what to do, until when and why then, who has it; or how it ended.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id
-- $5 user.role   $6 form.until   $7 form.note   $8 form.reason
with the_task as (
	select t.id, t.kind, t.case_id, t.order_id, t.member_id, t.sentence, t.opened_at, t.opened_by,
	       t.due_on, t.due_rule, t.assignee_id, t.snoozed_until, t.snooze_reason, t.done_at,
	       t.done_by, t.done_note, t.closed_by_event, c.reference, c.worker_id, c.office_id,
	       c.closed_at is null as case_is_open, v.file, v.household, k.word, k.what_to_do,
	       k.verb, k.place,
	       k.is_review, k.is_of_order, k.look, k.icon
	  from tasks t
	  join cases c on c.id = t.case_id
	  join vocabulary v on v.kind = case_kind(c.id)
	  join task_kinds k on k.kind = t.kind
	 where t.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
)
select t.id::text, t.word || ': ' || coalesce(member_name(m), lower(t.file) || ' ' || t.reference)
         as title,
       t.word, t.what_to_do, t.sentence, t.case_id::text, t.reference, t.order_id::text,
       coalesce(member_name(m), 'The ' || t.household) as name, coalesce(m.language, 'en') as lang,
       case when t.done_at is not null then 'Done'
            when t.snoozed_until > current_date then 'Snoozed'
            when t.look = 'wait' then 'To do' else 'Needs you' end as state_word,
       case when t.done_at is not null then 'closed'
            when t.snoozed_until > current_date then 'moving' else t.look end as state_look,
       case when t.done_at is not null then 'check_circle'
            when t.snoozed_until > current_date then 'schedule' else t.icon end as state_icon,
       t.done_at is null as is_open,
       fmt_date(t.due_on) as due, t.due_rule,
       case when t.done_at is null and t.due_on <= current_date
            then case when t.due_on = current_date
                      then 'Today, until ' || fmt_closing()
                      else fmt_days_left(t.due_on) end end as due_soon,
       coalesce(w.name, 'Nobody yet') as worker,
       case when t.assignee_id is not null then 'was given this task'
            when t.worker_id is not null then 'has the ' || lower(t.file) end as worker_why,
       fmt_when(t.opened_at) as opened, coalesce(a.name, 'By itself') as opener,
       case when t.snoozed_until > current_date then fmt_date(t.snoozed_until) end as snoozed,
       t.snooze_reason,
       fmt_when(t.done_at) as done, coalesce(d.name, t.closed_by_event) as done_how, t.done_note,
       t.is_of_order, coalesce(t.assignee_id, t.worker_id)::text as has,
       t.done_at is null and coalesce(t.assignee_id, t.worker_id) is distinct from $4::bigint
         as can_take,
       t.done_at is null and coalesce(t.assignee_id, t.worker_id) is not null
       and coalesce(t.assignee_id, t.worker_id) is distinct from $4::bigint as is_anothers,
       t.done_at is not null and t.done_by is not null and t.case_is_open as can_reopen,
       case when t.done_at is not null or (t.is_review and $5::text = 'agent') then null
            when t.place = 'fix' then '/orders/' || t.order_id || '/fix'
            when t.place = 'report' then review_href(t.order_id)
            when t.place = 'order' and t.order_id is not null then '/orders/' || t.order_id
            when t.place <> 'task' then '/cases/' || t.case_id end as href,
       t.verb,
       (select json_agg(json_build_object('value', n::text,
                   'word', fmt_date(working_days_after(current_date, n)),
                   'is_chosen', n::text = $6::text) order by n)
          from unnest('{1,2,3,5,10,20}'::integer[]) n) as mornings,
       $7::text as note, $8::text as reason,
       (select coalesce(json_agg(json_build_object('at', fmt_when(h.at), 'said', h.said)
                                 order by h.at desc), '[]')
          from (select x.at, case x.how when 'release' then 'Went back to the case’s worker'
                                 when 'takeover' then g.name || ' took it over from ' || f.name
                                 when 'take' then g.name || ' took it'
                                 else g.name || ' got it' end as said
                  from assignments x
                  left join users f on f.id = x.from_id
                  left join users g on g.id = x.to_id
                 where x.task_id = t.id) h) as hands
  from the_task t
  left join members m on m.id = t.member_id
  left join users w on w.id = coalesce(t.assignee_id, t.worker_id)
  left join users a on a.id = t.opened_by
  left join users d on d.id = t.done_by
