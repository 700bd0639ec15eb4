-- One case as its worker sees it: program clocks, members and their orders, tasks, notes, history.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.client_key   $5 user.role
with the_case as (
	select c.id, c.reference, c.office_id, c.worker_id, c.closed_at
	  from cases c
	 where c.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
), people as (
	select m.id, m.case_id, m.position, m.first_name, m.last_name, m.relation, m.language, m.phone,
	       m.email, m.has_income, member_age(m) as age, member_name(m) as name,
	       m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]' as is_other_script
	  from members m
	  join the_case c on c.id = m.case_id
), orders_here as (
	select o.id, o.case_id, o.member_id, o.products, o.delivery, o.state, o.cause, o.state_at,
	       o.expires_at, o.cancel_reason, p.name,
	       (select min(t.at)
	          from (select o.created_at + (o.expires_at - o.created_at) * k / 4
	              from generate_series(1, 3) k) t (at)
	         where o.delivery = 'truv' and o.state = 'waiting' and t.at > now()) as reminder_at,
	       concat_ws(' and ', case when o.email is not null then 'e-mail' end, case
	           when o.phone is not null then 'text' end) as channel,
	       (select string_agg(said, ' ') from jsonb_each_text(o.problems) x (field,
	           said)) as problem
	  from orders o
	  join people p on p.id = o.member_id
-- a row for each connection, and for each order whose state none of them shows
), parts as (
	select o.id as order_id, c.id as connection_id, c.name as what, c.state, c.cause, c.state_at
	  from orders_here o
	  join connections c on c.order_id = o.id
	union all
	select o.id, null, upper(left(fmt_list(o.products), 1)) || substr(fmt_list(o.products), 2),
	       o.state, o.cause, o.state_at
	  from orders_here o
	 where not exists (select from connections c
	                    where c.order_id = o.id
	                      and (c.state = o.state or o.state in ('ready', 'reviewed', 'connecting',
	                          'waiting', 'reading')))
), checks as (                                  -- the newest check in a report, by connection
	select distinct on (c.id) c.id as connection_id, to_day(s ->> 'pay_date') as paid_on,
	       to_money(s ->> 'gross_pay') as gross
	  from orders_here o
	  join reports r on r.order_id = o.id and r.product = 'income'
	  join connections c on c.order_id = o.id
	 cross join lateral jsonb_path_query(r.body, '$.links[*]') l
	 cross join lateral jsonb_path_query(l, '$.employments[*].statements[*]') s
	 where $5::text in ('caseworker', 'supervisor') and (c.link_id = l ->> 'link_id'
	     or c.upstream_id = l ->> 'tracking_info')
	 order by c.id, r.id desc, to_day(s ->> 'pay_date') desc nulls last
), rows as (
	select o.member_id, o.id as order_id, p.what, p.state_at, s.rank, s.word as state_word,
	       s.look as state_look, s.icon as state_icon,
	       s.look = 'you' as is_you, k.paid_on, k.gross, coalesce(p.connection_id, 0) as part,
	       case when p.state in ('needs_you', 'needs_fix') then 0 when p.state = 'ready'
	           and $5::text in ('caseworker', 'supervisor') then 1 end as urgency,
	       case p.state
	       when 'needs_fix'  then coalesce(o.problem, 'Truv refused the order. Nothing was sent.')
	       when 'needs_you'  then x.title || ', ' || fmt_age(p.state_at) || ' ago.'
	       when 'ready'      then 'Read ' || fmt_age(p.state_at) || ' ago.'
	       when 'sending'    then 'Goes out now, by itself.'
	       when 'checking'   then 'We are finding out whether this was sent. Do not send it again.'
	       when 'connecting' then 'The client is signing in, ' || fmt_age(p.state_at) || '.'
	       when 'reading'    then 'Takes 1 to 5 min, so far ' || fmt_age(p.state_at) || '.'
	       when 'expired'    then 'The link ended ' || fmt_day(coalesce(o.expires_at, p.state_at))
	           || '. Nobody used it.'
	       when 'canceled'   then concat_ws('. ', 'Canceled ' || fmt_day(p.state_at),
	           o.cancel_reason) || '.'
	       when 'reviewed'   then 'Reviewed ' || fmt_day(p.state_at) || '.'
	       else coalesce('Opened once, ' || fmt_day(opened.at) || '. ', '')
	            || case when o.reminder_at is not null then 'Next, by itself: ' || o.channel || ' '
	                || regexp_replace(fmt_when(o.reminder_at), '^[TY]',
	                lower(left(fmt_when(o.reminder_at), 1))) || '.'
	                    when o.delivery = 'in_person'
	                        then 'Next, by you: show or print the code. Link good until '
	                        || fmt_day(o.expires_at) || '.'
	                    when o.delivery in ('link', 'agency')
	                        then 'Next, by you: read out or send the link, good until '
	                        || fmt_day(o.expires_at) || '.'
	                    else 'No more reminders. Link good until ' || fmt_day(o.expires_at) || '.'
	                        end
	       end as fact,
	       case when p.state = 'needs_fix' then '/orders/' || o.id || '/fix'
	            when p.state in ('connecting', 'waiting') and o.delivery = 'in_person'
	                then '/orders/' || o.id || '/qr'
	            when p.state = 'expired' then '/cases/' || o.case_id || '/orders/new?member='
	                || o.member_id
	            when p.state in ('ready', 'reviewed') and $5::text in ('caseworker', 'supervisor')
	                then '/orders/' || o.id || '/report'
	            else '/orders/' || o.id end as href,
	       case when p.state in ('needs_fix', 'needs_you') then x.verb
	            when p.state in ('connecting', 'waiting') and o.delivery = 'in_person'
	                then 'Show QR'
	            when p.state = 'expired' then 'Verify again'
	            when p.state in ('ready', 'reviewed') and $5::text in ('caseworker', 'supervisor')
	                then 'Review'
	            else 'Open' end as verb
	  from parts p
	  join orders_here o on o.id = p.order_id
	  join order_states s on s.state = p.state
	  left join causes x on x.cause = p.cause
	  left join checks k on k.connection_id = p.connection_id
	  left join order_steps opened on opened.order_id = o.id and opened.step = 'opened'
-- one filled button a page: what broke first, or else the first report
), ranked as (
	select r.member_id, r.order_id, r.what, r.state_word, r.state_look, r.state_icon, r.is_you,
	       r.paid_on, r.gross, r.part, r.fact, r.href, r.verb,
	       r.urgency is not null
	            and row_number() over (order by r.urgency nulls last, r.rank, r.state_at,
	                r.order_id, r.part) = 1 as is_first
	  from rows r
), verified as (
	select p.id, p.name, bool_or(o.state = 'ready') as is_ready,
	       bool_or(o.state = 'reviewed') and not bool_or(s.is_open) as is_done
	  from people p
	  left join orders_here o on o.member_id = p.id
	  left join order_states s on s.state = o.state
	 where p.has_income
	 group by p.id, p.name
)
select c.id, c.reference, f.name as office, w.name as worker, c.closed_at is null as is_open,
       fmt_date(c.closed_at) as closed_on,
       h.title, h.facts, coalesce($4, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
           32)) as client_key,
       (select coalesce(json_agg(x), '[]')
          from (select p.name || ' ' || cp.purpose as name, fmt_days_left(cp.due_on) as days_left,
              cp.due_on < current_date + 1 as is_late,
                       greatest(cp.due_on - cp.requested_on, 1) as days,
                       least(current_date - cp.requested_on, greatest(cp.due_on - cp.requested_on,
                           1)) as used,
                       'Due ' || fmt_date(cp.due_on) || '. ' || cp.due_rule as rule
                  from case_programs cp
                  join programs p on p.id = cp.program_id
                 where cp.case_id = c.id
                 order by cp.due_on, p.id) x) as programs,
       (select case when count(*) > 0 then
               json_build_object('total', count(*), 'done', count(*) filter (where is_done),
                                 'rule', coalesce(fmt_list(array_agg(name
                                     order by id) filter (where is_ready))
                                            || case count(*) filter (where is_ready)
                                                when 1 then ' is' else ' are' end
                                                  || ' ready to review. ', '')
                                         || case count(*) filter (where not coalesce(is_done, false)
                                             and not coalesce(is_ready, false))
                                            when 0 then 'Nobody else is open.'
                                                when 1 then '1 member still open.'
                                            else count(*) filter (where not coalesce(is_done, false)
                                                and not coalesce(is_ready, false))
                                                 || ' members still open.' end) end
          from verified) as verified,
       (select coalesce(json_agg(x), '[]')
          from (select p.id, p.name, case when p.is_other_script then p.first_name || ' '
              || p.last_name end as latin_name, p.language as lang,
                       initcap(p.relation) || ', ' || p.age as who,
                       l.word as language, coalesce(fmt_phone(p.phone), case when p.has_income
                           then 'No phone on file' end) as phone, p.email,
                       p.has_income, case when p.age < 18 then 'under 18' else 'no income declared'
                           end as why_nothing,
                       c.closed_at is null and p.has_income as can_verify,
                       case when exists (select from ranked r where r.member_id = p.id)
                           then 'Verify more' else 'Verify income' end as verify,
                       p.id = (select y.id from people y where y.has_income
                           order by y.position limit 1)
                       and not exists (select from ranked) as is_first,
                       c.id as case_id,
                       (select coalesce(json_agg(y), '[]')
                          from (select r.what, r.state_look, r.state_icon, r.state_word, r.is_you,
                              r.fact, r.href, r.verb, r.is_first,
                                       case when r.gross is not null then fmt_dollars(r.gross)
                                           end as amount, fmt_day(r.paid_on) as paid_on,
                                       p.name as person
                                  from ranked r
                                 where r.member_id = p.id
                                 order by r.order_id, r.part) y) as rows
                  from people p
                  join languages l on l.code = p.language
                 order by p.position) x) as members,
       (select coalesce(json_agg(x), '[]')
          from (select s.verb || ': ' || o.name as what, s.title as why,
                       case when o.state = 'needs_fix' then '/orders/' || o.id || '/fix'
                           else '/orders/' || o.id end as href,
                       coalesce(fmt_day(due.first_on), 'No date') as due,
                       coalesce(due.first_on <= current_date, false) as is_late
                  from orders_here o
                  join causes s on s.cause = o.cause
                  left join (select min(due_on) as first_on from case_programs
                      where case_id = $1::bigint) due on true
                 where c.closed_at is null
                 order by o.state_at) x) as tasks,
       (select coalesce(json_agg(x), '[]')
          from (select n.text, u.name as writer, fmt_day(n.created_at) as written_on
                  from notes n
                  join users u on u.id = n.user_id
                 where n.case_id = c.id
                 order by n.id desc limit 50) x) as notes,
       (select coalesce(json_agg(d), '[]')
          from (select case t.at::date when current_date then 'Today, ' when current_date - 1
              then 'Yesterday, ' else '' end
                       || to_char(t.at::date, case when t.at::date > date_trunc('year',
                           now()) - interval '1 day' then 'FMDay, FMMonth FMDD'
                           else 'FMDay, FMMonth FMDD, YYYY' end) as day,
                       json_agg(json_build_object('time', fmt_time(t.at), 'iso', fmt_iso(t.at),
                           'icon', t.icon, 'sentence', t.sentence, 'by', t.teller,
                                            'is_failure', t.is_failure, 'is_good',
                                            t.icon = 'assessment')
                                order by t.at desc, t.id desc) as entries
                  from (select at, id, icon, sentence, teller, is_failure from timeline
                      where case_id = c.id order by at desc, id desc limit 200) t
                 group by t.at::date
                 order by t.at::date desc) d) as days
  from the_case c
  join offices f on f.id = c.office_id
  left join users w on w.id = c.worker_id
 cross join lateral (
	select fmt_list((array_agg(n.last_name order by n.first))[1:2]) || ' household' as title,
	       case n.members when 1 then '1 member' else n.members || ' members' end || ', '
	           || n.earners || ' with income to verify' as facts
	  from (select p.last_name, min(p.position) as first, (select count(*) from people) as members,
	               (select count(*) from people where has_income) as earners
	          from people p group by p.last_name) n
	 group by n.members, n.earners) h
