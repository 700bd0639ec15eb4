-- The worklist: what is open, fifty rows from a place on, what breaks first at the top.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 user.role
-- $5 query.who   $6 query.state   $7 query.program   $8 query.language   $9 query.due
-- $10 query.snoozed   $11 query.after   $12 query.cols
-- Counts go through the first 300 rows of whoever's work it is; beyond that they say "+".
with asked as (
	select f.filters, work_query(f.filters) as query,
	       case when $11::text <> '' then left($11::text, 60) end as after,
	       coalesce(nullif(string_to_array(translate(left($12::text, 200), '{}"', ''), ','), '{}'),
	                '{why,next}') as cols
	  from (select work_filters(jsonb_build_object(
	               'who', coalesce(nullif($5::text, ''),
	                      case when $4::text = 'caseworker' then 'mine' else 'all' end),
	               'state', $6::text, 'program', $7::text, 'language', $8::text, 'due', $9::text,
	               'snoozed', $10::text)) as filters) f
), columns (place, name, word) as (
	values (1, 'asked', 'Asked for'), (2, 'why', 'Why it is here'), (3, 'next', 'Next, by itself'),
	       (4, 'worker', 'Worker'), (5, 'office', 'Office'), (6, 'program', 'Program'),
	       (7, 'language', 'Language'), (8, 'rule', 'Due by which rule')
), views (place, id, name, filters, is_mine) as (
	select v.place, null::bigint, v.name, v.filters::jsonb, false
	  from (values (1, 'Mine', '{"who":"mine"}', $4::text <> 'agent'),
	               (2, 'Nobody’s', '{"who":"pool"}', true),
	               (3, 'Everybody’s', '{"who":"all"}', true),
	               (4, 'Due today or late', '{"who":"all","due":"today"}', true),
	               (5, 'Snoozed', '{"who":"mine","snoozed":"1"}', $4::text <> 'agent'))
	       v (place, name, filters, is_offered)
	 where v.is_offered
	union all
	(select 10 + row_number() over (order by v.id), v.id, v.name, v.filters, v.user_id = $1::bigint
	   from work_views v
	  where v.removed_at is null
	    and (v.user_id = $1::bigint
	         or v.office_id is not null and (v.office_id = any ($2::bigint[]) or $3::boolean))
	  order by v.id
	  limit 12)
), counted as (
	select v.filters from views v
	union
	select a.filters from asked a
), scopes as (
	select distinct c.filters ->> 'who' as who, c.filters ->> 'snoozed' as snoozed
	  from counted c
), seen as materialized (
	select s.who, s.snoozed, w.key, w.state, w.programs, w.language, w.due_on, w.snoozed_until,
	       w as row
	  from scopes s
	 cross join lateral work_rows(
	       jsonb_strip_nulls(jsonb_build_object('who', s.who, 'snoozed', s.snoozed)),
	       $1::bigint, $2::bigint[], $3::boolean, null, 300) r (id)
	  join work w on w.id = r.id
	 where w.office_id = any ($2::bigint[]) or $3::boolean
), counts as (
	select c.filters, count(s.key) filter (where work_fits(s.row, c.filters)) as fit,
	       count(s.key) filter (where work_fits(s.row, c.filters) and s.due_on <= current_date)
	         as today,
	       case when count(s.key) = 300 then '+' else '' end as more
	  from counted c
	  left join seen s on s.who = c.filters ->> 'who'
	                  and s.snoozed is not distinct from c.filters ->> 'snoozed'
	 group by c.filters
), found as materialized (
	select r.id, r.place, coalesce(w.member_id, (
	       select m.id from members m where m.case_id = w.case_id order by m.position limit 1))
	         as member_id
	  from asked a
	 cross join lateral work_rows(a.filters, $1::bigint, $2::bigint[], $3::boolean, a.after, 51)
	       with ordinality r (id, place)
	  join work w on w.id = r.id
), rows as (
	select w.id::text, c.id::text as case_id, c.reference, f.name as office,
	       coalesce(m.native_name, '') as native_name, coalesce(m.language, 'en') as language,
	       coalesce(member_name(m), 'Case ' || c.reference) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       case when w.branch = 'order' then '/orders/' || o.id else '/tasks/' || t.id end as href,
	       case when o.id is null then 'nothing'
	            else upper(left(fmt_list(o.products), 1)) || substr(fmt_list(o.products), 2)
	            end as asked,
	       case when w.branch = 'order' then s.word else 'Task' end as state_word,
	       case when w.branch = 'order' then s.look else k.look end as state_look,
	       case when w.branch = 'order' then s.icon else k.icon end as state_icon,
	       fmt_age(w.since) as age, fmt_iso(w.since) as age_at,
	       case when w.branch = 'order' then order_next(o) else 'Nothing. Waits for you' end
	         as next_step,
	       case when w.due_on < current_date then 'Late. '
	            when w.due_on = current_date then 'Due today. ' else '' end
	       || case when w.branch <> 'order' then k.word || ': ' || t.sentence
	               when w.state in ('needs_fix', 'needs_you') then 'It stopped: ' || z.title
	               when w.state = 'ready' then 'Data is there to review'
	               when w.state = 'waiting' and exists (select from order_steps p
	                                                     where p.order_id = o.id
	                                                       and p.step = 'opened')
	               then 'The client opened it and did not finish'
	               when w.state = 'waiting' then 'The client has not opened it'
	               when w.state = 'connecting' then 'The client is signing in'
	               else 'Goes on by itself' end as why,
	       coalesce(u.name, 'Nobody yet') as worker,
	       coalesce((select string_agg(g.name, ', ' order by g.name)
	                   from programs g where g.code = any (w.programs)), 'No program') as programs,
	       l.word as language_word,
	       case when w.due_on = 'infinity' then 'No due day' else fmt_day(w.due_on) end as due,
	       case when w.due_on = current_date
	            then 'Today ' || fmt_closing()
	            when w.due_on < current_date then fmt_days_left(w.due_on) end as due_soon,
	       case when w.due_on > current_date and w.due_on <> 'infinity'
	            then replace(fmt_days_left(w.due_on), ' left', '') end as due_later,
	       coalesce(case when w.due_on = t.due_on then t.due_rule end, p.rule,
	                'No rule gives a day') as rule,
	       case when o.id is null then 'Is a task, not an order'
	            else coalesce(order_send_refusal(o, null), '') end as resend,
	       case when w.snoozed_until > current_date then 'Snoozed until '
	            || fmt_date(w.snoozed_until) || ': ' || t.snooze_reason end as snoozed,
	       a.cols @> '{asked}' as has_asked, a.cols @> '{why}' as has_why,
	       a.cols @> '{next}' as has_next, a.cols @> '{worker}' as has_worker,
	       a.cols @> '{office}' as has_office, a.cols @> '{program}' as has_program,
	       a.cols @> '{language}' as has_language, a.cols @> '{rule}' as has_rule
	  from found r
	  join asked a on r.place <= 50
	  join work w on w.id = r.id
	  join cases c on c.id = w.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
	       and case_seen_by(c, $1::bigint, $4::text, $2::bigint[])
	  join offices f on f.id = c.office_id
	  join languages l on l.code = w.language
	  left join orders o on o.id = w.order_id
	  left join order_states s on s.state = o.state
	  left join causes z on z.cause = o.cause
	  left join tasks t on t.id = w.task_id
	  left join task_kinds k on k.kind = t.kind
	  left join users u on u.id = w.worker_id
	  left join members m on m.id = r.member_id
	  left join lateral (
	       select 'Due with ' || g.name || '. ' || cp.due_rule as rule
	         from case_programs cp
	         join programs g on g.id = cp.program_id
	        where cp.case_id = c.id
	        order by cp.due_on, g.id
	        limit 1) p on true
	 order by r.place
)
select 'Worklist' as title, a.query,
       'Worklist: ' || n.fit || n.more || ' open'
         || case when n.today > 0 then ', ' || n.today || n.more || ' due today or late'
                 else ', none due today' end as heading,
       n.fit || n.more as total, n.fit > 0 as has_rows,
       (select coalesce(json_agg(json_build_object(
                   'name', v.name, 'count', k.fit || k.more,
                   'href', '/worklist?' || work_query(v.filters),
                   'is_current', v.filters = a.filters) order by v.place), '[]')
          from views v
          join counts k on k.filters = v.filters) as views,
       (select json_build_object('id', v.id::text, 'name', v.name)
          from views v
         where v.filters = a.filters and v.is_mine
         limit 1) as own_view,
       not exists (select from views v where v.filters = a.filters) as can_save,
       work_choices(a.filters, $2::bigint[], $3::boolean) as filters,
       (select json_agg(json_build_object('name', k.name, 'word', k.word,
                                          'is_shown', a.cols @> array[k.name]) order by k.place)
          from columns k) as columns,
       (select coalesce(json_agg(json_build_object('word', k.word) order by k.place), '[]')
          from columns k
         where a.cols @> array[k.name]) as heads,
       a.filters ? 'snoozed' as is_snoozed,
       (select coalesce(json_agg(x), '[]') from rows x) as rows,
       case when a.filters ->> 'who' = 'all' then restricted_lines() end as restricted,
       case when a.after is not null then '/worklist?' || a.query || c.link end as first_href,
       case when (select count(*) from found) > 50
            then '/worklist?' || a.query || c.link || '&after='
                 || fmt_url((select work_place(w) from found r join work w on w.id = r.id
                              where r.place = 50)) end as next_href,
       (select count(*) from rows) || ' shown of ' || n.fit || n.more as extent
  from asked a
  join counts n on n.filters = a.filters
 cross join lateral (
       select coalesce(string_agg('&cols=' || fmt_url(k.name), '' order by k.place), '') as link
         from columns k
        where a.cols @> array[k.name] and a.cols <> '{why,next}') c
