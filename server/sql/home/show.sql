-- The start page of every role: what is mine to do by risk, who is waited for, what went by itself.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 user.role
-- The administrator gets the system's health, the auditor the newest lines of the trail. What is
-- not the role's stays empty. The front desk's start page is desk/show.
with me as (
	select $4::text in ('caseworker', 'supervisor', 'agent') as is_case_staff,
	       $4::text in ('caseworker', 'supervisor') as can_review,
	       $4::text = 'admin' as is_admin,
	       $4::text = 'auditor' as is_auditor
), seen as materialized (
	-- A caseworker's own open orders and those nobody has; for the others every one they may see.
	-- Of each state the first 300, which is as far as a count goes.
	select w.order_id as id, w.state, w.case_due as due_on, w.rank, w.since as state_at
	  from me
	  join order_states s on s.is_open and me.is_case_staff
	 cross join lateral open_rows(array[s.state],
	       case when $4::text = 'caseworker' then $1::bigint end,
	       $2::bigint[], $3::boolean, false, 301) r (id)
	  join work w on w.id = r.id and (w.office_id = any ($2::bigint[]) or $3::boolean)
), counts as (
	select count(*) filter (where state in ('needs_you', 'needs_fix')) as need_you,
	       count(*) filter (where state = 'ready') as ready,
	       count(*) filter (where state = 'connecting') as connecting,
	       count(*) filter (where state = 'reading') as reading,
	       count(*) filter (where state = 'waiting') as waiting,
	       count(*) filter (where state in ('sending', 'checking')) as moving
	  from seen
), strip as (
	select v.href || case when $4::text = 'caseworker' then '&mine=1' else '' end as href,
	       v.icon, v.count, v.word, v.class
	  from me, counts k,
	       lateral (values
	         (1, '/cases?state=you', 'error', fmt_many(k.need_you), 'Need you', 'is-you'),
	         (2, case when me.can_review then '/review?view=ready' else '/cases?state=ready' end,
	          'assessment', fmt_many(k.ready), 'Ready to review', 'is-ready'),
	         (3, '/cases?state=connecting', 'login', fmt_many(k.connecting), 'Connecting now',
	          null),
	         (4, '/cases?state=reading', 'autorenew', fmt_many(k.reading), 'Reading data', null),
	         (5, '/cases?state=waiting', 'hourglass_empty', fmt_many(k.waiting),
	          'Waiting for client', null),
	         (6, '/cases?state=moving', 'send', fmt_many(k.moving), 'Sending or checking', null))
	         as v (place, href, icon, count, word, class)
	 where me.is_case_staff
	 order by v.place
), risky as (
	-- Late or due today, then what broke, then clients close to their day, then reports.
	select seen.id, row_number() over (order by
	         case when due_on <= current_date and state <> 'waiting' then 0
	              when state in ('needs_fix', 'needs_you') then 1
	              when state = 'waiting' then 2
	              else 3 end, due_on, rank, state_at, seen.id) as place
	  from seen, me
	 where me.is_case_staff
	   and (state in ('needs_fix', 'needs_you') or (state = 'ready' and me.can_review)
	        or (state = 'waiting' and due_on <= current_date + 5))
	 order by place
	 limit 5
), details as (
	-- What is said of an order that is shown.
	select x.id, x.due_on, x.state, x.state_at, x.rank, o.problems, o.cause, c.reference,
	       upper(left(fmt_list(o.products), 1)) || substr(fmt_list(o.products), 2) as asked,
	       m.native_name, m.language, member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       s.word as state_word, s.look as state_look, s.icon as state_icon,
	       (select string_agg(g.name, ', ' order by g.name)
	          from case_programs p
	          join programs g on g.id = p.program_id
	         where p.case_id = c.id) as programs,
	       order_next(o) as next_step,
	       (select min(t.at) from order_steps t where t.order_id = o.id and t.step = 'opened')
	         as opened_at,
	       (select string_agg(n.name, ' and ' order by n.id)
	          from connections n
	         where n.order_id = o.id and n.state = 'ready') as sources,
	       (select min(n.name) from connections n where n.order_id = o.id and n.state = 'needs_you')
	         as broken
	  from (select id from risky
	        union
	        (select w.id
	           from seen w
	          where w.state in ('connecting', 'reading', 'waiting')
	          order by w.rank, w.due_on, w.id
	          limit 8)
	        union
	        (select w.id
	           from seen w
	          where w.state = 'ready'
	          order by w.due_on, w.state_at, w.id
	          limit 5)) h
	  join seen x on x.id = h.id
	  join orders o on o.id = h.id
	  join order_states s on s.state = x.state
	  join cases c on c.id = o.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
	       and case_seen_by(c, $1::bigint, $4::text, $2::bigint[])
	  join members m on m.id = o.member_id
), next as (
	select s.id::text, s.reference, s.native_name, s.latin_name, s.language, s.name,
	       s.state_word, s.state_look, s.state_icon, r.place = 1 as is_first,
	       case s.state
	       when 'needs_fix' then
	            coalesce((select string_agg(p.value, ' ') from jsonb_each_text(s.problems) p),
	                     z.title)
	       when 'needs_you' then
	            z.title || coalesce(' (' || s.broken || ')', '') || ', '
	              || fmt_age(s.state_at) || ' ago'
	       when 'waiting' then
	            coalesce('Opened but not finished. ' || fmt_when(s.opened_at), 'Never opened')
	       else coalesce(s.sources, 'Data is there') || ', ' || fmt_age(s.state_at) || ' ago'
	       end as reason,
	       case when s.due_on <= current_date then fmt_days_left(s.due_on) end as due_soon,
	       case when s.due_on < 'infinity' then fmt_date(s.due_on) else 'No due day' end as due,
	       coalesce(s.programs, 'No program') as programs,
	       case s.state when 'ready' then review_href(s.id) else '/orders/' || s.id
	                    || case s.state when 'needs_fix' then '/fix' else '' end end as href,
	       case s.state when 'ready' then 'Review'
	                    when 'waiting' then 'Show the link' else z.verb end as verb
	  from risky r
	  join details s on s.id = r.id
	  left join causes z on z.cause = s.cause
	 order by r.place
), waiting as (
	select s.id::text, s.reference, s.native_name, s.latin_name, s.language, s.name, s.asked,
	       s.state_word, s.state_look, s.state_icon, s.next_step,
	       case when s.state <> 'waiting' then 'Since ' || fmt_time(s.state_at)
	            else coalesce(fmt_when(s.opened_at) || ', link opened', 'Never opened')
	       end as last_seen,
	       case when s.due_on < 'infinity' then fmt_day(s.due_on) else 'No due day' end as due
	  from details s
	 where s.state in ('connecting', 'reading', 'waiting')
	 order by s.rank, s.due_on, s.id
	 limit 8
), reviews as (
	select s.id::text, s.native_name, s.latin_name, s.language,
	       coalesce(s.sources, 'Data is there') as sources,
	       fmt_age(s.state_at) as age, fmt_iso(s.state_at) as age_at,
	       review_href(s.id) as href
	  from details s, me
	 where me.can_review and s.state = 'ready'
	 order by s.due_on, s.state_at, s.id
	 limit 5
), steps as (
	select count(*) filter (where t.step = 'ready') as ready,
	       count(*) filter (where t.step = 'opened') as opened,
	       count(*) filter (where t.step = 'sent') as sent
	  from seen s
	  join order_steps t on t.order_id = s.id and t.at > now() - interval '24 hours'
), done as (
	select v.icon, v.count, case when v.count = 1 then v.one else v.many end as words
	  from steps n,
	       lateral (values
	         (1, 'check_circle', n.ready, 'client finished', 'clients finished'),
	         (2, 'login', n.opened, 'client opened the link', 'clients opened their link'),
	         (3, 'send', n.sent, 'link sent', 'links sent')) as v (place, icon, count, one, many)
	 where v.count > 0
	 order by v.place
), my_tasks as (
	-- Tasks beside the orders' own states, which stand above already.
	select t.id::text, k.word, rtrim(t.sentence, '.') as sentence, c.reference,
	       fmt_day(t.due_on) as due,
	       t.due_on <= current_date as is_late
	  from me
	  join work w on me.is_case_staff and w.worker_id = $1::bigint and w.branch = 'task'
	             and w.snoozed_until <= current_date
	  join tasks t on t.id = w.task_id
	  join task_kinds k on k.kind = t.kind
	  join cases c on c.id = t.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
	       and case_seen_by(c, $1::bigint, $4::text, $2::bigint[])
	 order by w.due_on, w.rank, w.since, w.id
	 limit 5
), failures as (
	select j.kind, j.problem, j.tries, fmt_when(j.ended_at) as ended
	  from jobs j, me
	 where me.is_admin and j.state = 'failed'
	 order by j.ended_at desc
	 limit 10
), lines as (
	select fmt_when(a.at) as at, coalesce(u.name, 'Nobody signed in') as who, a.action,
	       coalesce(a.subject, 'none') as subject, coalesce(a.remote, 'not known') as remote
	  from me
	  join audit a on me.is_auditor
	  left join users u on u.id = a.user_id
	 order by a.id desc
	 limit 50
)
select 'Home' as title,
       case when $4::text = 'supervisor' then
            (select json_build_object('words',
                        case count(*) when 1 then min(u.name) || ' opened a restricted case'
                                      else count(*) || ' restricted cases were opened' end,
                        'href', case count(*) when 1 then '/lookups/' || min(l.id)
                                              else '/team/lookups' end)
               from lookups l
               join users u on u.id = l.user_id
              where l.kind = 'restricted' and l.state = 'open' and l.user_id <> $1::bigint
                and (l.office_id = any ($2::bigint[]) or $3::boolean)
             having count(*) > 0) end as opened,
       to_char(now(), 'FMDay, FMMonth FMDD') as today,
       (select coalesce(string_agg(f.name, ', ' order by f.name), 'Every office')
          from offices f
         where f.id = any ($2::bigint[])) as offices,
       me.is_case_staff, me.is_admin, me.is_auditor, $4::text = 'agent' as is_agent,
       case when me.is_admin then 'How the system stands'
            when me.is_auditor then 'Audit trail'
            when k.need_you = 0 and k.ready = 0 then 'Nothing needs you now'
            else fmt_many(k.need_you)
                 || case when k.need_you = 1 then ' order needs ' else ' orders need ' end
                 || case when me.can_review
                         then 'you, ' || fmt_many(k.ready)
                              || case when k.ready = 1 then ' is' else ' are' end
                              || ' ready to review'
                         else 'somebody, ' || fmt_many(k.waiting)
                              || case when k.waiting = 1 then ' client is' else ' clients are' end
                              || ' waited for' end
            end as heading,
       (select coalesce(json_agg(x), '[]') from strip x) as strip,
       (select coalesce(json_agg(x), '[]') from next x) as next,
       (select coalesce(json_agg(x), '[]') from waiting x) as waiting,
       fmt_many(k.connecting + k.reading + k.waiting) as waiting_count,
       (select coalesce(json_agg(x), '[]') from reviews x) as reviews,
       me.can_review as has_reviews, fmt_many(k.ready) as review_count,
       (select coalesce(json_agg(x), '[]') from done x) as done,
       (select coalesce(json_agg(x), '[]') from my_tasks x) as tasks,
       coalesce((select fmt_when(max(w.received_at))
                   from webhook_events w
                  where w.provider = main_provider()), 'Never') as truv_heard,
       exists (select from emergency_uses e where me.is_admin and e.seen_at is null)
       as has_emergency,
       (select count(*) from jobs j where me.is_admin and j.state = 'queued') as jobs_queued,
       (select count(*) from jobs j where me.is_admin and j.state = 'failed') as jobs_failed,
       (select coalesce(json_agg(x), '[]') from failures x) as failures,
       (select coalesce(json_agg(x), '[]') from lines x) as lines
  from me, counts k
