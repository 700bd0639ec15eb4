-- One case as its worker sees it: program clocks, members and their orders, tasks, notes, history.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.client_key   $5 user.role
-- $6 user.id
-- Figures of income are for those who review; others get the same page without them.
with me as (
	select $5::text in ('caseworker', 'supervisor') as can_review
),
the_case as (
	select c.id, c.reference, c.office_id, c.worker_id, c.closed_at, c.closed_at is null as is_open,
	       c.is_restricted, v.kind, v.file, v.household, v.people, v.worker
	  from cases c
	  join vocabulary v on v.kind = case_kind(c.id)
	 where c.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $6::bigint, $5::text, $2::bigint[])
),
-- A name that is not in Latin letters has the Latin one beside it.
people as (
	select m.id, m.case_id, m.position, m.last_name, m.relation, m.language, m.phone, m.email,
	       m.has_income, member_age(m) as age, member_name(m) as name, m.ssn_last4,
	       m.ssn_sealed is not null as has_ssn,
	       case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	            then m.first_name || ' ' || m.last_name end as latin_name
	  from members m
	  join the_case c on c.id = m.case_id
),
orders_here as (
	select o.id, o.case_id, o.member_id, o.delivery, o.state, o.cause, o.state_at, o.expires_at,
	       o.cancel_reason, s.is_open, p.name, v.word as provider_word,
	       upper(left(w.words, 1)) || substr(w.words, 2) as what,
	       concat_ws(' and ', case when o.email is not null then 'e-mail' end,
	                 case when o.phone is not null then 'text' end) as channel,
	       (select string_agg(x.said, ' ')
	          from jsonb_each_text(o.problems) x (field, said)) as problem,
	       case o.delivery
	       when 'truv'
	       then (select min(o.created_at + (o.expires_at - o.created_at) * k / 4)
	               from generate_series(1, 3) k
	              where o.created_at + (o.expires_at - o.created_at) * k / 4 > now())
	       when 'agency'
	       then (select min(r.at)
	               from order_reminders(o.id) r
	              where r.at > now() and reminder_barrier(o) is null) end as reminder_at
	  from orders o
	  join people p on p.id = o.member_id
	  join order_states s on s.state = o.state
	  join providers v on v.provider = o.provider
	 cross join lateral (select fmt_list(o.products) as words) w
),
-- A row for each connection, and for each order whose state none of them shows.
parts as (
	select o.id as order_id, c.id as connection_id, c.name as what, c.state, c.cause, c.state_at
	  from orders_here o
	  join connections c on c.order_id = o.id
	 where o.state <> 'canceled' or c.state in ('ready', 'reviewed')
	union all
	select o.id, null, o.what, o.state, o.cause, o.state_at
	  from orders_here o
	 where not exists (
	       select from connections c
	        where c.order_id = o.id
	          and (c.state = o.state
	               or o.state in ('ready', 'reviewed', 'connecting', 'waiting', 'reading')))
),
-- The newest check that a report tells of a connection.
checks as (
	select distinct on (c.id)
	       c.id as connection_id, to_day(s ->> 'pay_date') as paid_on,
	       to_money(s ->> 'gross_pay') as gross
	  from me
	 cross join orders_here o
	  join reports r on r.order_id = o.id and r.product = 'income'
	  join connections c on c.order_id = o.id
	 cross join lateral jsonb_path_query(r.body, '$.links[*]') l
	 cross join lateral jsonb_path_query(l, '$.employments[*].statements[*]') s
	 where me.can_review and (c.link_id = l ->> 'link_id' or c.upstream_id = l ->> 'tracking_info')
	 order by c.id, r.id desc, to_day(s ->> 'pay_date') desc nulls last
),
-- What comes next while an order waits for its client.
waits as (
	select o.id as order_id,
	       coalesce('Opened once, ' || fmt_day(opened.at) || '. ', '')
	       || case when o.reminder_at is not null
	               then 'Next, by itself: ' || o.channel || ' '
	                    || regexp_replace(t.words, '^[TY]', lower(left(t.words, 1)))
	               when o.delivery = 'in_person'
	               then 'Next, by you: show or print the code. Link good until ' || t.until
	               when o.delivery = 'link'
	               then 'Next, by you: read out or send the link, good until ' || t.until
	               else 'No more reminders. Link good until ' || t.until end || '.' as sentence
	  from orders_here o
	  left join order_steps opened on opened.order_id = o.id and opened.step = 'opened'
	 cross join lateral (select fmt_when(o.reminder_at) as words,
	                            coalesce(fmt_day(o.expires_at), 'a day not known') as until) t
	 where o.state = 'waiting'
),
rows as (
	select o.member_id, o.id as order_id, p.what, p.state_at, s.rank, s.word as state_word,
	       s.look as state_look, s.icon as state_icon, s.look = 'you' as is_you,
	       k.paid_on, k.gross, coalesce(p.connection_id, 0) as part,
	       case when p.state in ('needs_you', 'needs_fix') then 0
	            when p.state = 'ready' and me.can_review then 1 end as urgency,
	       case p.state
	       when 'needs_fix'  then coalesce(o.problem, o.provider_word || ' refused the order. '
	                                                  || 'Nothing was sent.')
	       when 'needs_you'  then x.title || ', ' || a.age || ' ago.'
	       when 'ready'      then 'Read ' || a.age || ' ago.'
	       when 'sending'    then 'Goes out now, by itself.'
	       when 'checking'   then 'We are finding out whether this was sent. Do not send it again.'
	       when 'connecting' then 'The client is signing in, ' || a.age || '.'
	       when 'reading'    then 'Takes 1 to 5 min, so far ' || a.age || '.'
	       when 'expired'    then 'The link ended ' || fmt_day(p.state_at) || '.'
	       when 'canceled'   then concat_ws('. ', 'Canceled ' || fmt_day(p.state_at),
	                                        o.cancel_reason) || '.'
	       when 'reviewed'   then 'Reviewed ' || fmt_day(p.state_at) || '.'
	       else coalesce(w.sentence, 'Asked for after this.') end as fact,
	       b.verb, b.href
	  from me
	 cross join parts p
	  join orders_here o on o.id = p.order_id
	  join order_states s on s.state = p.state
	  left join causes x on x.cause = p.cause
	  left join checks k on k.connection_id = p.connection_id
	  left join waits w on w.order_id = o.id
	 cross join lateral (select fmt_age(p.state_at) as age) a
	 cross join lateral (
	       select case when p.state in ('ready', 'reviewed') and me.can_review then 'report'
	                   when p.state in ('connecting', 'waiting') and o.delivery = 'in_person'
	                   then 'code'
	                   when p.state = 'waiting' and o.delivery in ('truv', 'agency')
	                   then 'messages'
	                   when p.state in ('needs_fix', 'expired') then p.state
	                   else 'order' end as place) t
	  join lateral (values
	       ('report',    'Review',                  review_href(o.id)),
	       ('code',      'Show QR',                 '/orders/' || o.id || '/qr'),
	       ('messages',  'Send again',              '/orders/' || o.id || '/messages'),
	       ('needs_fix', x.verb,                    '/orders/' || o.id || '/fix'),
	       ('expired',   'Verify again',
	        '/cases/' || o.case_id || '/verify?member=' || o.member_id),
	       ('order',     coalesce(x.verb, 'Open'),  '/orders/' || o.id))
	       b (place, verb, href) on b.place = t.place
),
-- One filled button a page: what broke first, or else the first report.
ranked as (
	select member_id, order_id, part, what, fact, verb, href, state_word, state_look, state_icon,
	       is_you, fmt_dollars(gross) as amount, fmt_day(paid_on) as paid_on,
	       urgency is not null
	       and row_number() over (order by urgency nulls last, rank, state_at, order_id, part) = 1
	       as is_first
	  from rows
),
verified as (
	select p.id, p.name, coalesce(bool_or(o.state = 'ready'), false) as is_ready,
	       coalesce(bool_or(o.state = 'reviewed') and not bool_or(o.is_open), false) as is_done
	  from people p
	  left join orders_here o on o.member_id = p.id
	 where p.has_income
	 group by p.id, p.name
),
progress as (
	select count(*) as total, count(*) filter (where is_done) as done,
	       count(*) filter (where is_ready) as ready,
	       count(*) filter (where not is_done and not is_ready) as rest,
	       fmt_list(array_agg(name order by id) filter (where is_ready)) as names
	  from verified
),
clocks as (
	select p.name || ' ' || cp.purpose as name, fmt_days_left(cp.due_on) as days_left, cp.due_on,
	       cp.due_on <= current_date as is_late, cp.program_id, d.days,
	       least(current_date - cp.requested_on, d.days) as used,
	       'Due ' || fmt_date(cp.due_on) || '. ' || cp.due_rule as rule
	  from the_case c
	  join case_programs cp on cp.case_id = c.id
	  join programs p on p.id = cp.program_id
	 cross join lateral (select greatest(cp.due_on - cp.requested_on, 1) as days) d
),
cards as (
	select p.id, p.position, p.case_id, p.name, p.latin_name, p.language as lang, p.email,
	       relation_word(p.relation, c.kind) || ', ' || p.age as who, l.word as language,
	       p.has_income,
	       coalesce(fmt_phone(p.phone),
	                case when p.has_income then 'No phone on file' end) as phone,
	       case when p.age < 18 then 'under 18' else 'no income declared' end as why_nothing,
	       c.is_open and p.has_income as can_verify, me.can_review and p.has_income as can_declare,
	       case when me.can_review then '•••-••-' || p.ssn_last4 end as ssn,
	       case when me.can_review and p.has_ssn then '/members/' || p.id || '/ssn' end as ssn_href,
	       case when r.rows is null then 'Verify income' else 'Verify more' end as verify,
	       not exists (select from rows)
	       and row_number() over (order by not p.has_income, p.position) = 1 as is_first,
	       coalesce(r.rows, '[]') as rows
	  from me
	 cross join people p
	  join the_case c on c.id = p.case_id
	  join languages l on l.code = p.language
	  left join lateral (
	       select json_agg(json_build_object(
	                  'what', k.what, 'fact', k.fact, 'verb', k.verb, 'href', k.href,
	                  'state_word', k.state_word, 'state_look', k.state_look,
	                  'state_icon', k.state_icon, 'is_you', k.is_you, 'is_first', k.is_first,
	                  'amount', k.amount, 'paid_on', k.paid_on, 'person', p.name)
	                  order by k.order_id, k.part) as rows
	         from ranked k
	        where k.member_id = p.id) r on true
),
tasks as (
	select t.id, t.due_on, k.rank, coalesce(s.verb, k.word) || ': ' || coalesce(m.name, 'the case')
	         as what,
	       t.sentence
	         || case when k.is_of_order then '. Closes itself when that is over.' else '' end
	         || case when t.snoozed_until > current_date
	                 then ' Snoozed until ' || fmt_day(t.snoozed_until) || '.' else '' end
	         || coalesce(' For ' || u.name || '.', '') as why,
	       case when not k.is_of_order then '/tasks/' || t.id
	            else '/orders/' || t.order_id
	                 || case k.place when 'fix' then '/fix' when 'report' then '/report' else '' end
	            end as href,
	       fmt_day(t.due_on) as due, t.due_on <= current_date as is_late
	  from the_case c
	  join tasks t on t.case_id = c.id and t.done_at is null
	  join task_kinds k on k.kind = t.kind
	  left join people m on m.id = t.member_id
	  left join orders_here o on o.id = t.order_id
	  left join causes s on k.is_of_order and s.cause = o.cause
	  left join users u on u.id = t.assignee_id
	  join me on me.can_review or not k.is_review
),
told as (
	select t.at::date as day_on, t.at, t.id, t.icon, t.sentence, t.teller, t.is_failure
	  from the_case c
	  join timeline t on t.case_id = c.id
	 order by t.at desc, t.id desc
	 limit 200
),
days as (
	select day_on,
	       case day_on when current_date then 'Today, ' when current_date - 1 then 'Yesterday, '
	                   else '' end
	       || to_char(day_on, case when day_on >= date_trunc('year', now())::date
	                               then 'FMDay, FMMonth FMDD' else 'FMDay, FMMonth FMDD, YYYY' end)
	       as day,
	       json_agg(json_build_object(
	           'time', fmt_time(at), 'iso', fmt_iso(at), 'icon', icon, 'sentence', sentence,
	           'by', teller, 'is_failure', is_failure, 'is_good', icon = 'assessment')
	           order by at desc, id desc) as entries
	  from told
	 group by day_on
),
household as (
	select fmt_list((array_agg(last_name order by first))[1:2]) as names
	  from (select last_name, min(position) as first from people group by last_name) n
)
select c.id, c.reference, f.name as office, w.name as worker, c.is_open,
       c.file as file_word, c.worker as worker_word, c.people as people_word,
       c.is_open and c.worker_id is distinct from $6::bigint
       and (not c.is_restricted or $5::text = 'supervisor') as can_take,
       c.is_open and $5::text = 'supervisor' as can_restrict,
       case when c.is_restricted
            then json_build_object('case_id', c.id, 'until', (select fmt_time(max(o.until_at))
                                               from openings o
                                              where o.case_id = c.id and o.user_id = $6::bigint
                                                and o.until_at > now())) end as restriction,
       fmt_date(c.closed_at) as closed_on, h.names || ' ' || c.household as title,
       l.number as loan_number, l.originator_name as loan_officer,
       (select count(*) || case count(*) when 1 then ' member, ' else ' members, ' end
               || count(*) filter (where has_income) || ' with income to verify'
          from people) as facts,
       coalesce($4, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       (select coalesce(json_agg(json_build_object(
                   'name', name, 'days_left', days_left, 'is_late', is_late, 'days', days,
                   'used', used, 'rule', rule) order by due_on, program_id), '[]')
          from clocks) as programs,
       (select json_build_object(
                   'total', total, 'done', done,
                   'rule', coalesce(names || case ready when 1 then ' is' else ' are' end
                                    || ' ready to review. ', '')
                           || case rest when 0 then 'Nobody else is open.'
                                        when 1 then '1 member still open.'
                                        else rest || ' members still open.' end)
          from progress
         where total > 0) as verified,
       (select coalesce(json_agg(json_build_object(
                   'id', id, 'case_id', case_id, 'name', name, 'latin_name', latin_name,
                   'lang', lang, 'who', who, 'language', language, 'phone', phone, 'email', email,
                   'has_income', has_income, 'why_nothing', why_nothing, 'can_verify', can_verify,
                   'can_declare', can_declare, 'ssn', ssn, 'ssn_href', ssn_href,
                   'verify', verify, 'is_first', is_first, 'rows', rows) order by position), '[]')
          from cards) as members,
       (select coalesce(json_agg(json_build_object(
                   'what', what, 'why', why, 'href', href, 'due', due, 'is_late', is_late)
                   order by due_on, rank, id), '[]')
          from tasks
         where c.is_open) as tasks,
       (select coalesce(json_agg(json_build_object(
                   'text', n.text, 'writer', u.name, 'written_on', fmt_day(n.created_at))
                   order by n.id desc), '[]')
          from notes n
          join users u on u.id = n.user_id
         where n.case_id = c.id) as notes,
       (select coalesce(json_agg(json_build_object('day', day, 'entries', entries)
                                 order by day_on desc), '[]')
          from days) as days
  from the_case c
  join offices f on f.id = c.office_id
  left join users w on w.id = c.worker_id
  left join loans l on l.case_id = c.id
 cross join household h
