-- One campaign: the dry run before it starts; then how far it is, by outcome, how fast, what failed
-- and what is done about it.
-- $1 path.id   $2 user.id   $3 user.role   $4 user.offices   $5 user.sees_all
with c as (
	select x.id, x.name, x.state, x.pause_why, x.pace, x.due_from, x.due_to, x.program, x.product,
	       x.created_at, x.started_at, x.ended_at, x.started_by, x.sends_links, x.last_result,
	       x.import_id,
	       s.word, s.look, s.icon, u.name as creator, t.name as starter, a.name as approver,
	       r.calls_each, r.approval_from, g.per_minute, g.last_429_at, g.paused_until,
	       (select coalesce(fmt_list(array_agg(f.name order by f.name)), 'none')
	          from offices f where f.id = any (x.office_ids)) as offices,
	       $3::text = 'supervisor' and (x.office_ids <@ $4::bigint[] or $5::boolean) as may
	  from campaigns x
	  join campaign_states s on s.state = x.state
	  join users u on u.id = x.created_by
	  left join users t on t.id = x.started_by
	  left join users a on a.id = x.approved_by
	 cross join renewal_rules r
	  join gates g on g.provider = main_provider()
	 where x.id = $1::bigint and (x.office_ids && $4::bigint[] or $5::boolean)
), items as materialized (
	select i.place, i.reason, p.outcome, count(*) as n,
	       count(*) filter (where i.ended_at > now() - span(interval '5 minutes')) as lately,
	       min(i.run_at) filter (where i.place = 'again') as again_at,
	       min(i.due_on) as first_due, max(i.due_on) as last_due
	  from c
	  join campaign_items i on i.campaign_id = c.id
	                       and (i.office_id = any ($4::bigint[]) or $5::boolean)
	  join campaign_places p on p.place = i.place
	 group by i.place, i.reason, p.outcome
), sums as (
	select coalesce(sum(n) filter (where outcome <> 'left_out'), 0) as people,
	       coalesce(sum(n) filter (where outcome = 'left_out'), 0) as left_out,
	       coalesce(sum(n) filter (where outcome = 'person'), 0) as person,
	       coalesce(sum(n) filter (where place in ('queued', 'refreshing', 'again', 'link',
	                                               'linking')), 0) as active,
	       coalesce(sum(lately) filter (where place <> 'left_out'), 0) as lately,
	       min(first_due) filter (where place = 'queued') as next_due,
	       max(last_due) filter (where place = 'queued') as last_due,
	       coalesce(sum(n) filter (where place = 'linked'), 0) as linked,
	       coalesce(sum(n) filter (where place in ('link', 'linking')), 0) as linking,
	       coalesce(sum(n) filter (where place = 'again'), 0) as again, min(again_at) as again_at,
	       coalesce(sum(n) filter (where place = 'stopped'), 0) as stopped
	  from items
), speed as (
	-- Of what was done in five minutes, or of what the budget gives.
	select case when s.lately >= 5 then s.lately / 5.0
	            else least(c.per_minute, c.pace) / c.calls_each::numeric end as people,
	       (select coalesce(round(avg(m.calls)), 0)
	          from gate_minutes m
	         where m.provider = main_provider() and m.minute < date_trunc('minute', now())
	           and m.minute >= date_trunc('minute', now()) - interval '5 min') as calls,
	       (select coalesce(sum(m.calls - m.background), 0) > coalesce(sum(m.calls), 0) / 2
	          from gate_minutes m
	         where m.provider = main_provider()
	           and m.minute >= date_trunc('minute', now()) - interval '5 min') as is_crowded
	  from c, sums s
), parts as (
	select jsonb_agg(jsonb_build_object(
	           'word', v.word, 'class', v.class, 'is_over', v.is_over,
	           'count', coalesce((select sum(i.n) from items i where i.outcome = v.key), 0),
	           'what', v.what, 'verb', v.verb,
	           'href', '/renewals/' || c.id || '/people?show=' || v.key) order by v.place) as list
	  from c, sums s,
	       lateral (values
	         (1, 'unchanged', 'Ready to renew, unchanged', 'o1', true,
	          'Closed by itself. No client contact.', 'See'),
	         (2, 'changed', 'Changed, to review', 'o2', true, 'In the review queue, changes open.',
	          'Review'),
	         (3, 'failed', 'Refresh failed', 'o3', s.linking + s.again = 0,
	          concat_ws(' ', case when s.linked > 0 then s.linked || ' new links '
	                              || case when c.sends_links
	                                      then 'sent, each in the client''s language.'
	                                      else 'made, to hand on.' end end,
	                    case when s.linking > 0 then s.linking || ' new links are being made.' end,
	                    case when s.again > 0 then s.again || ' tried again at '
	                         || fmt_when(s.again_at) || '.' end,
	                    case when s.linked + s.linking + s.again = 0
	                         then 'A new link goes out.' end),
	          'See'),
	         (4, 'person', 'Needs a person', 'o4', true, 'No phone or e-mail, nothing to read, or '
	          || 'two people matched.', 'Work these'),
	         (5, 'todo', 'Still to do', 'o5', false,
	          case when s.stopped > 0 then 'Stopped before they were read.'
	               when s.next_due is null then 'Being read now.'
	               else 'Next: due ' || fmt_day(s.next_due) || ' to ' || fmt_day(s.last_due)
	                    || '.' end,
	          'See')) v (place, key, word, class, is_over, what, verb)
), bar as (
	select progress(p.list, v.people) as p from parts p, speed v
), plan as (
	-- What a start would take, at the whole budget.
	select s.people, s.people * c.calls_each as calls,
	       make_interval(secs => (60.0 * s.people * c.calls_each
	                              / c.per_minute)::float8) as takes,
	       s.people >= c.approval_from as needs_second
	  from c, sums s
), minutes as (
	select m.at, coalesce(g.calls, 0) as calls,
	       row_number() over (order by m.at) - 1 as n
	  from generate_series(date_trunc('minute', now()) - interval '29 min',
	                       date_trunc('minute', now()), interval '1 min') m (at)
	  left join gate_minutes g on g.provider = main_provider() and g.minute = m.at
)
select c.id, c.name, c.word as state_word, c.look as state_look, c.icon as state_icon,
       c.offices, 'Due ' || fmt_day(c.due_from) || ' to ' || fmt_day(c.due_to)
       || coalesce(', ' || (select g.name from programs g where g.code = c.program), '')
       || coalesce(', of the list ' || (select i.name from imports i
                                         where i.id = c.import_id
                                           and (i.office_id = any ($4::bigint[])
                                                or $5::boolean)), '') as due,
       case when c.started_at is null then 'Counted for ' || c.creator || ', '
                 || fmt_when(c.created_at)
            else 'Started ' || fmt_when(c.started_at) || ' by ' || c.starter
                 || coalesce(', approved by ' || c.approver, '') end as by,
       c.state = 'counting' as is_counting,
       c.state in ('draft', 'waiting') as is_plan,
       c.state in ('running', 'paused', 'stopped', 'done') as has_run,
       c.may and c.state = 'draft' and s.people > 0 as can_start,
       c.may and c.state = 'waiting' and c.started_by <> $2::bigint as can_approve,
       c.state = 'waiting' and (not c.may or c.started_by = $2::bigint) as is_waiting,
       c.may and c.state = 'running' as can_pause, c.may and c.state = 'paused' as can_resume,
       c.may and c.state = 'running' and c.pace > 60 as can_slow,
       c.may and c.state = 'running' and c.pace < 240 as can_speed,
       c.may and c.state in ('draft', 'waiting', 'running', 'paused') as can_stop,
       c.may and c.state in ('running', 'paused', 'done') and s.person > 0 as can_retry,
       p.needs_second, s.people = 0 as is_empty, s.people > 0 as has_people,
       case when s.person > 0 then to_char(s.person, 'FM999,999,990') end as person_count,
       (b.p - 'done' || jsonb_build_object(
           'heading', case when c.state in ('draft', 'waiting', 'counting')
                           then to_char(s.people, 'FM999,999,990') || ' people to read again'
                           else (b.p ->> 'done') || ' of ' || (b.p ->> 'total')
                                || ' people done' end,
           'updated', to_char(now(), 'FMHH12:MI:SS AM'), 'unit', 'People',
           'has_speed', c.state = 'running',
           'finish', case when c.state = 'running' then b.p ->> 'finish' end,
           'finish_in', b.p ->> 'finish_in',
           'speed', v.calls::text, 'speed_word', 'calls a minute, of ' || c.per_minute,
           'note', case when c.state = 'paused' and c.pause_why = 'endpoint'
                        then 'Paused by itself: Truv has switched our webhook address off. '
                             || 'An admin can switch it on; then resume.'
                        when c.state = 'paused' then 'Paused. What was under way is finished, '
                             || 'nothing new begins.'
                        when c.state = 'stopped' then 'Stopped. What was under way is finished.'
                        when c.state = 'done' then 'Finished ' || fmt_when(c.ended_at) || '.'
                        when c.paused_until > now() then 'Waits until '
                             || fmt_time(c.paused_until) || ': Truv asked for a pause.'
                        when c.last_429_at > now() - span(interval '5 minutes')
                        then 'Slower since ' || fmt_time(c.last_429_at)
                             || ': Truv asked us to slow down.'
                        when c.pace < 240 then 'Slowed down to ' || c.pace
                             || ' calls a minute by hand.'
                        when v.is_crowded then 'Slower now. People are sending live orders, and '
                             || 'those go first.' end,
           'total_what', case when s.left_out > 0
                              then to_char(s.left_out, 'FM999,999,990') || ' left out at the dry '
                                   || 'run: ' || (
                                   select string_agg(i.n || ' ' || lower(left(w.word, 1))
                                                     || substr(w.word, 2), ', ' order by i.n desc)
                                     from items i
                                     join campaign_reasons w on w.reason = i.reason
                                    where i.outcome = 'left_out') || '.' end,
           'total_href', '/renewals/' || c.id || '/people?show=left_out',
           'total_verb', 'See all ' || to_char(s.left_out, 'FM999,999,990'),
           'file', '/renewals/' || c.id || '/people.csv',
           'file_word', 'Everybody as a file')) as progress,
       json_build_object(
           'people', to_char(p.people, 'FM999,999,990'), 'calls', to_char(p.calls, 'FM999,999,990'),
           'per_minute', c.per_minute::text,
           'finish', regexp_replace(fmt_when(now() + p.takes), '^Today ', ''),
           'takes', case when p.takes < interval '1 minute' then 'less than a minute'
                         else fmt_age(now() - p.takes) end,
           'left_out', (select coalesce(json_agg(json_build_object(
                               'word', w.word, 'done', w.done,
                               'count', to_char(i.n, 'FM999,999,990'),
                               'href', '/renewals/' || c.id || '/people?show=left_out&reason='
                                       || i.reason) order by i.n desc), '[]')
                          from items i
                          join campaign_reasons w on w.reason = i.reason
                         where i.outcome = 'left_out')) as plan,
       (select coalesce(json_agg(json_build_object(
                   'word', w.word, 'done', w.done, 'count', to_char(x.n, 'FM999,999,990'),
                   'href', '/renewals/' || c.id || '/people?reason=' || w.reason)
                   order by x.n desc, w.word), '[]')
          from (select i.reason, sum(i.n) as n
                  from items i
                 where i.outcome in ('failed', 'person', 'todo') and i.reason is not null
                 group by i.reason) x
          join campaign_reasons w on w.reason = x.reason) as reasons,
       json_build_object(
           'limit', c.per_minute::text, 'half', (c.per_minute / 2)::text,
           'from', (select fmt_time(min(m.at)) from minutes m),
           'to', (select fmt_time(max(m.at)) from minutes m),
           'label', 'Calls a minute in the last 30 minutes, all work together: at most '
                    || (select max(m.calls) from minutes m) || ', limit ' || c.per_minute || '.',
           'bars', (select json_agg(json_build_object(
                           'x', round(40 + 17.1 * m.n, 1)::text,
                           'y', round(124 - 110.0 * least(m.calls, 300) / c.per_minute, 1)::text,
                           'height', round(110.0 * least(m.calls, 300) / c.per_minute, 1)::text,
                           'title', fmt_time(m.at) || ': ' || m.calls) order by m.n)
                      from minutes m)) as chart
  from c
 cross join sums s
 cross join speed v
 cross join bar b
 cross join plan p
