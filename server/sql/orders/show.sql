-- One order as its worker sees it: ribbon, problem and what to do, connections, link, history.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.role
with the_order as (
	select o.id, o.case_id, o.member_id, o.products, o.provider, o.delivery, o.language, o.email,
	       o.phone, o.employer_hint, o.delay_hours, o.order_number, o.intent, o.problems,
	       o.share_url, o.short_share_url, o.state, o.cause, o.state_at, o.expires_at,
	       o.cancel_reason, o.created_at, c.reference, member_name(m) as name, m.ssn_last4,
	       l.word as language_word, s.word as state_word, s.look as state_look,
	       s.icon as state_icon, s.is_open, u.name as maker,
	       concat_ws(' and ', case when o.email is not null then 'e-mail' end, case
	           when o.phone is not null then 'text' end) as channel,
	       o.share_url is not null and o.state not in ('expired', 'canceled',
	           'reviewed') as has_link
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join languages l on l.code = o.language
	  join order_states s on s.state = o.state
	  left join users u on u.id = o.created_by
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
), ribbon as (
	select r.n, r.step, r.done_word, r.word, r.wait
	  from (values (1, 'sent', 'Sent', 'Sending', null), (2, 'opened', 'Opened', 'Not opened yet',
	      null),
	               (3, 'found', 'Employer or bank found', 'Looking for the employer or bank', null),
	               (4, 'signed_in', 'Signed in', 'Signing in', null), (5, 'reading', 'Data read',
	                   'Reading data', '1 to 5 min after sign-in'),
	               (6, 'ready', 'Ready to review', 'Ready to review', null)) r (n, step, done_word,
	               word, wait)
), reached as (
	select coalesce(max(r.n), 0) as n
	  from ribbon r
	  join order_steps t on t.step = r.step
	 where t.order_id = $1::bigint
), here as (                                    -- the step the order stands at; 7: past the last
	select case when o.state in ('ready', 'reviewed') then 7
	            when o.state in ('sending', 'checking', 'needs_fix') then 1
	            when o.state = 'reading' then 5
	            when o.cause in ('delivery_failed', 'needs_review', 'refused') then 1
	            when o.cause in ('login_error', 'mfa_error', 'account_locked', 'unable_to_reset')
	                then 4
	            when o.cause in ('no_data', 'unavailable', 'config_error', 'error', 'stuck') then 5
	            when o.cause = 'not_supported' then 3
	            else greatest(2, least(r.n + 1, 4)) end as n
	  from the_order o, reached r
), reminder as (
	select min(t.at) as at
	  from the_order o, generate_series(0, 3) k,
	       lateral (select o.created_at + make_interval(hours => o.delay_hours)
	           + (o.expires_at - o.created_at) * k / 4) t (at)
	 where o.delivery = 'truv' and o.state in ('waiting', 'needs_you') and o.intent = 'created'
	     and t.at > now() and t.at < o.expires_at
	   and o.cause is distinct from 'delivery_failed'
), next_step as (
	select case when r.at is not null then 'Next, by itself: ' || 'the link by ' || o.channel
	       || ', ' || regexp_replace(fmt_when(r.at), '^[TY]', lower(left(fmt_when(r.at), 1)))
	            when o.state = 'sending' then 'Next, by itself: it goes out within seconds'
	            when o.state = 'checking'
	                then 'Next, by itself: we ask Truv until we know, at most 15 min'
	            when o.state = 'connecting' then 'Next: the client signs in to the employer or bank'
	            when o.state = 'reading'
	                then 'Next, by itself: the data comes, 1 to 5 min after sign-in'
	            when o.state = 'ready' then 'Next, by you: review what came'
	            when o.state = 'needs_fix' then 'Next, by you: change what was refused'
	            when o.cause = 'stuck' then 'Next, by itself: we ask Truv again every 15 min'
	            when o.state = 'needs_you' then 'Nothing goes out by itself'
	            when o.state = 'expired' then 'Over. Verify again with a new order'
	            when o.state = 'canceled' then 'Over'
	            when o.state = 'reviewed' then 'Done'
	            when o.delivery = 'truv' then 'No more reminders. Next, by you: call the client'
	            when o.delivery = 'in_person' then 'Next, by you: show or print the code'
	            else 'Next, by you: read out or send the link' end as sentence
	  from the_order o, reminder r
)
select o.id, o.case_id, o.reference, o.name, o.name || ': ' || fmt_list(o.products) as title,
       o.state_word, o.state_look, o.state_icon,
       fmt_age(o.state_at) as age, regexp_replace(fmt_when(o.state_at), '^[TY]',
           lower(left(fmt_when(o.state_at), 1))) as since, fmt_iso(o.state_at) as since_iso,
       case when sent.at is null then 'Made ' when o.delivery = 'truv' then 'Sent by ' || o.channel
           || ' '
            when o.delivery = 'in_person' then 'To show in person since '
                else 'Link to hand on since ' end || made.day_and_time as sent,
                o.language_word as language, o.order_number, n.sentence as next,
       o.state = 'checking' as is_checking, o.state = 'ready' as is_ready,
       p.has_ready and $4::text in ('caseworker', 'supervisor') as has_report,
       (select json_agg(json_build_object(
                   'word', case when h.n <> r.n then r.done_word
                                when o.cause = 'login_error' then 'Sign-in refused'
                                when o.cause = 'mfa_error' then 'Code refused'
                                when o.cause = 'account_locked' then 'Account locked'
                                when o.cause = 'delivery_failed' then 'Not delivered'
                                when o.cause = 'refused' then 'Refused'
                                when stop.is_stop or o.state = 'checking' then o.state_word
                                else r.word end,
                   'icon', case when h.n > r.n then 'check_circle' when h.n = r.n then o.state_icon
                       else 'radio_button_unchecked' end,
                   'is_done', h.n > r.n, 'is_stop', stop.is_stop and h.n = r.n, 'is_now',
                   h.n = r.n and not stop.is_stop,
                   'time', case when h.n > r.n then fmt_when(t.at)
                                when h.n = r.n then fmt_age(o.state_at) || case when stop.is_stop
                                    then ' ago' else ' so far' end
                                when r.step = 'reading' then r.wait end,
                   'what', case when r.step = 'sent' and h.n > 1 then case o.delivery
                       when 'truv' then o.channel else 'link made' end
                                when h.n = r.n and p.tries > 1 and stop.is_stop then p.tries
                                    || ' tries'
                                when r.step = 'found' and h.n > 3 then p.names end) order by r.n)
          from ribbon r
          left join order_steps t on t.order_id = o.id and t.step = r.step) as steps,
       (select json_build_object('title', s.title, 'meaning', s.meaning, 'say', s.say, 'verb',
           s.verb, 'next', n.sentence,
                                 'language', case when o.language <> 'en' then o.language_word end,
                                 'href', case s.action when 'fix' then '/orders/' || o.id || '/fix'
                                            when 'resend' then '/orders/' || o.id || '/qr'
                                            when 'wait' then case when o.cause <> 'stuck'
                                                then '/orders/' || o.id || '/qr' end
                                            else '/cases/' || o.case_id || '/orders/new?member='
                                                || o.member_id end,
                                 'other', case when s.action in ('resend', 'wait')
                                     and o.intent = 'created'
                                            then '/cases/' || o.case_id || '/orders/new?member='
                                                || o.member_id end,
                                 'problems', (select coalesce(json_agg(v.value), '[]')
                                     from jsonb_each_text(o.problems) v))
          from causes s
         where s.cause = o.cause) as problem,
       (select coalesce(json_agg(x), '[]')
          from (select c.name, w.word as state_word, w.look as state_look, w.icon as state_icon,
              fmt_age(c.state_at) as age, fmt_when(c.state_at) as since,
                       fmt_iso(c.state_at) as since_iso,
                       concat_ws('. ', coalesce(c.provider_name, c.data_source, 'Source not given'),
                       s.title) as detail,
                       case when c.state in ('ready', 'reviewed') and $4::text in ('caseworker',
                           'supervisor') then '/orders/' || o.id || '/report' end as report
                  from connections c
                  join order_states w on w.state = c.state
                  left join causes s on s.cause = c.cause
                 where c.order_id = o.id
                 order by w.rank, c.id) x) as connections,
       (select json_build_object('url', coalesce(o.short_share_url, o.share_url), 'until',
           fmt_day(o.expires_at), 'next', n.sentence,
                                 'is_in_person', o.delivery = 'in_person', 'id', o.id)
         where o.has_link) as link,
       upper(left(fmt_list(o.products), 1)) || substr(fmt_list(o.products), 2) as asked_for,
       initcap(o.provider) as provider,
       case o.delivery when 'truv' then 'Truv sends it by ' || o.channel when 'agency'
           then 'We send it by ' || o.channel when 'in_person' then 'Code shown in person'
                       else 'Link handed on by us' end as delivery,
       concat_ws(', ', fmt_phone(o.phone), o.email) as reach, o.employer_hint, o.maker,
       case when o.ssn_last4 is not null then '•••-••-' || o.ssn_last4 end as ssn, o.cancel_reason,
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
                      where order_id = o.id order by at desc, id desc limit 100) t
                 group by t.at::date
                 order by t.at::date desc) d) as days
  from the_order o
 cross join here h
 cross join next_step n
 cross join lateral (select o.state in ('needs_you', 'needs_fix', 'expired',
     'canceled') as is_stop) stop
 cross join lateral (select coalesce(max(c.tries), 0) as tries,
     fmt_list(array_agg(c.name order by c.id)) as names,
                            coalesce(bool_or(c.state in ('ready', 'reviewed')), false) as has_ready
                       from connections c where c.order_id = o.id) p
  left join order_steps sent on sent.order_id = o.id and sent.step = 'sent'
 cross join lateral (select regexp_replace(fmt_when(coalesce(sent.at, o.created_at)), '^[TY]',
                                           lower(left(fmt_when(coalesce(sent.at, o.created_at)),
                                               1))) as day_and_time) made
