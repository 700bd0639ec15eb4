-- One order as its worker sees it: ribbon, problem and what to do, connections, link, history.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.role   $5 user.id
with the_order as (
	select o.id, o.case_id, o.member_id, o.delivery, o.language, o.email, o.phone, o.employer_hint,
	       o.delay_hours, o.order_number, o.intent, o.problems, o.state, o.cause, o.state_at,
	       o.expires_at, o.cancel_reason, o.replaces_id, o.created_at, o.refresh_of_id,
	       o.refresh_of_id is not null as is_refresh,
	       o.provider, c.reference, b.client, v.word as provider_word, n.needs_client,
	       n.word as method_word,
	       called.name, m.ssn_last4, l.word as language_word,
	       coalesce(u.name, 'A case system') as maker,
	       s.word as state_word, s.look as state_look, s.icon as state_icon,
	       o.products[1] as product, fmt_list(o.products) as products,
	       order_url(o) as url,
	       o.state in ('needs_you', 'needs_fix', 'expired', 'canceled') as is_stopped,
	       concat_ws(' and ', case when o.email is not null then 'e-mail' end,
	                 case when o.phone is not null then 'text' end) as channel,
	       '/cases/' || o.case_id || '/verify?member=' || o.member_id as again,
	       coalesce(o.cause, case when o.state = 'expired' then 'expired' end) as trouble,
	       o.cancel_asked_at is not null and s.is_open as is_ending, r.id as replaced_by,
	       o.upstream_id is not null as is_known, l.is_rtl,
	       reminder_calendar(o) as calendar, reminder_barrier(o) is null as is_reminded,
	       $4::text in ('caseworker', 'supervisor') as can_review
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join languages l on l.code = o.language
	  join order_states s on s.state = o.state
	  join vocabulary b on b.kind = case_kind(c.id)
	  join providers v on v.provider = o.provider
	  join provider_methods n on n.provider = o.provider and n.method = o.method
	  left join users u on u.id = o.created_by
	  left join orders r on r.replaces_id = o.id
	 cross join lateral (
	       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
	                                     else '' end as name) called
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $5::bigint, $4::text, $2::bigint[])
),
ribbon (n, step, done_word, word, wait) as (
	values (1, 'sent',      'Sent',                   'Sending',                          null),
	       (2, 'opened',    'Opened',                 'Not opened yet',                   null),
	       (3, 'found',     'Employer or bank found', 'Looking for the employer or bank', null),
	       (4, 'signed_in', 'Signed in',              'Signing in',                       null),
	       (5, 'reading',   'Data read',              'Reading data',
	        '1 to 5 min after sign-in'),
	       (6, 'ready',     'Ready to review',        'Ready to review',                  null)
),
-- At which step each cause stops an order, and in what word when not in the state's own.
stops (cause, n, word) as (
	values ('delivery_failed', 1, 'Not delivered'), ('needs_review', 1, null),
	       ('refused', 1, 'Refused'), ('frozen', 1, 'Frozen'), ('too_old', 1, 'Refused'),
	       ('not_made', 1, 'Refused'), ('not_verified', 5, 'Not verified'),
	       ('invalid_data', 5, 'Not found'), ('action_required', 5, 'Waits'),
	       ('not_supported', 3, null),
	       ('login_error', 4, 'Sign-in refused'), ('mfa_error', 4, 'Code refused'),
	       ('account_locked', 4, 'Account locked'), ('unable_to_reset', 4, null),
	       ('no_data', 5, 'Nothing to read'), ('unavailable', 5, null), ('config_error', 5, null),
	       ('error', 5, null), ('stuck', 5, 'No progress'),
	       ('refresh_signin', 5, 'Sign-in refused'), ('refresh_later', 5, 'Site down'),
	       ('refresh_failed', 5, 'Not read')
),
reached as (
	select coalesce(max(r.n), 0) as n
	  from ribbon r
	  join order_steps t on t.step = r.step
	 where t.order_id = $1::bigint
),
-- The step the order stands at; 7 is past the last.
here as (
	select s.word,
	       case when o.state in ('ready', 'reviewed') then 7
	            when o.state in ('sending', 'checking') then 1
	            when o.state = 'reading' or o.is_refresh then 5
	            when not o.needs_client and s.n is null then 5
	            else coalesce(s.n, greatest(2, least(r.n + 1, 4))) end as n
	  from the_order o
	 cross join reached r
	  left join stops s on s.cause = o.cause
),
-- Truv sends a first message and three reminders, evenly until the link ends; ours have their days.
coming as (
	select t.at
	  from the_order o
	 cross join generate_series(0, 3) k
	 cross join lateral (
	       select o.created_at + make_interval(hours => o.delay_hours)
	              + (o.expires_at - o.created_at) * k / 4 as at) t
	 where o.delivery = 'truv' and o.state in ('waiting', 'needs_you') and o.intent = 'created'
	   and t.at < o.expires_at and o.cause is distinct from 'delivery_failed'
	 union all
	select r.at
	  from the_order o
	 cross join lateral order_reminders(o.id) r
	 where o.is_reminded and o.state in ('waiting', 'connecting')
),
reminder as (
	select regexp_replace(fmt_when(min(c.at)), '^[TY]', lower(left(fmt_when(min(c.at)), 1))) as at
	  from coming c
	 where c.at > now()
),
next_step as (
	select case
	       when r.at is not null then 'Next, by itself: the link by ' || o.channel || ', ' || r.at
	       when o.cause = 'stuck'
	       then 'Next, by itself: we ask ' || o.provider_word || ' again every 15 min'
	       when o.state = 'needs_fix' and o.cause <> 'refused'
	       then 'Next, by you: choose how to go on'
	       when o.state = 'reading' and not o.needs_client and not o.is_refresh
	       then 'Next, by itself: ' || o.provider_word || ' answers, in minutes or some days'
	       else coalesce(s.sentence, d.sentence) end as sentence
	  from the_order o
	 cross join reminder r
	  left join (values
	       ('sending',    'Next, by itself: it goes out within seconds'),
	       ('checking',   'Next, by itself: we ask until we know, at most 15 min'),
	       ('connecting', 'Next: the client signs in to the employer or bank'),
	       ('reading',    'Next, by itself: the data comes, 1 to 5 min after sign-in'),
	       ('ready',      'Next, by you: review what came'),
	       ('needs_fix',  'Next, by you: change what was refused'),
	       ('needs_you',  'Nothing goes out by itself'),
	       ('expired',    'Over. Verify again with a new order'),
	       ('canceled',   'Over'),
	       ('reviewed',   'Done')) s (state, sentence) on s.state = o.state
	  left join (values
	       ('truv',       'No more reminders. Next, by you: call the client'),
	       ('in_person',  'Next, by you: show or print the code'),
	       ('agency',     'Next, by the client: open the link we sent'),
	       ('link',       'Next, by you: read out or send the link')) d (delivery, sentence)
	         on d.delivery = o.delivery
),
connected as (
	select c.id, c.name, c.tries, w.rank, w.word as state_word, w.look as state_look,
	       w.icon as state_icon, c.state_at, c.state in ('ready', 'reviewed') as is_ready,
	       concat_ws('. ', coalesce(c.provider_name, c.data_source, 'Source not given'), s.title)
	       as detail
	  from connections c
	  join order_states w on w.state = c.state
	  left join causes s on s.cause = c.cause
	 where c.order_id = $1::bigint
),
sources as (
	select coalesce(max(tries), 0) as tries, fmt_list(array_agg(name order by id)) as names,
	       coalesce(bool_or(is_ready), false) as has_ready
	  from connected
),
steps as (
	select r.n, h.n > r.n as is_done, h.n = r.n and o.is_stopped as is_stop,
	       h.n = r.n and not o.is_stopped as is_now,
	       case when h.n > r.n then 'check_circle' when h.n = r.n then o.state_icon
	            else 'radio_button_unchecked' end as icon,
	       case when h.n <> r.n then r.done_word
	            when o.is_stopped or o.state = 'checking' then coalesce(h.word, o.state_word)
	            else r.word end as word,
	       case when h.n > r.n then fmt_when(t.at)
	            when h.n < r.n then case when o.needs_client then r.wait end
	            when o.is_stopped then fmt_age(o.state_at) || ' ago'
	            else fmt_age(o.state_at) || ' so far' end as time,
	       case when h.n = r.n and o.is_stopped and s.tries > 1 then s.tries || ' tries'
	            when r.step = 'sent' and h.n > 1 and o.delivery in ('truv', 'agency')
	            then o.channel
	            when r.step = 'sent' and h.n > 1 and not o.needs_client then o.provider_word
	            when r.step = 'sent' and h.n > 1 and not o.is_refresh then 'link made'
	            when r.step = 'found' and h.n > 3 then s.names end as what
	  from the_order o
	 cross join here h
	 cross join sources s
	  join ribbon r on (not o.is_refresh and o.needs_client)
	                or r.step in ('sent', 'reading', 'ready')
	  left join order_steps t on t.order_id = o.id and t.step = r.step
),
-- The playbook: where the button leads, as a link or as a form that posts. What was replaced needs
-- nothing more.
problem as (
	select s.title, s.meaning, s.say, s.verb,
	       case when o.cause = 'refresh_later' then '/orders/' || o.id || '/refresh'
	            when o.cause = 'needs_review' or s.action = 'wait' then null
	            when s.action = 'fix' then '/orders/' || o.id || '/fix'
	            when s.action = 'identify' then '/orders/' || o.id || '/identity'
	            when s.action = 'resend' then '/orders/' || o.id || '/qr'
	            when s.action = 'other_source' and x.provider is not null
	            then '/orders/' || o.id || '/source'
	            when o.is_refresh and o.replaced_by is not null
	            then '/orders/' || o.replaced_by
	            when s.action = 'replace' then '/orders/' || o.id || '/replacement'
	            else o.again end as href,
	       case when s.action in ('resend', 'wait') and o.intent = 'created' then o.again end
	       as other,
	       case when o.cause = 'needs_review' then '/orders/' || o.id || '/resending' end
	       as resending,
	       case when s.action = 'wait' and o.cause <> 'refresh_later'
	            then '/orders/' || o.id || '/inquiry' end as inquiry,
	       case when s.action = 'wait' and not o.is_refresh and o.needs_client
	            then '/orders/' || o.id || '/qr' end as code,
	       case when s.action = 'other_source' and x.provider is not null
	            then 'Next source: ' || x.word || case
	                 when x.needs_consent and not x.has_consent then ', with the '
	                      || o.client || '''s consent'
	                 when x.starts then ', starts by itself' else '' end end as source,
	       o.provider_word,
	       (select json_build_object('language', o.language_word, 'code', o.language, 'say', w.say,
	                                 'dir', case when o.is_rtl then 'rtl' else 'ltr' end)
	          from cause_words w
	         where w.cause = s.cause and w.language = o.language) as theirs,
	       (select coalesce(json_agg(v.value), '[]') from jsonb_each_text(o.problems) v)
	       as problems
	  from the_order o
	  join orders k on k.id = o.id
	  join causes s on s.cause = o.trouble
	  left join lateral next_source(k) x on true
	 where o.replaced_by is null or o.is_refresh
),
-- Reading again, where anything was read before; and each time it was done.
again as (
	select 'Last read ' || fmt_day(max(r.read_at)) || '. '
	       || case when l.times > 0 then l.times || ' of 3 left in 24 hours.'
	               else 'The next is possible ' || fmt_when(l.next_at) || '.' end as line
	  from the_order o
	 cross join lateral refresh_reads(case when o.refresh_of_id is null then o.id
	                                     else o.refresh_of_id end,
	       case when o.product = 'assets' then 'assets' else 'income' end, '{}') r
	 cross join lateral (
	       select array_agg(x.link_id) as ids
	         from refresh_reads(case when o.refresh_of_id is null then o.id
	                                     else o.refresh_of_id end,
	              case when o.product = 'assets' then 'assets' else 'income' end, '{}') x) y
	 cross join lateral refresh_left(y.ids) l
	 where o.state <> 'canceled' or o.is_refresh
	 group by l.times, l.next_at
),
refreshes as (
	select f.id, fmt_when(f.created_at) as at,
	       case f.refresh_outcome when 'unchanged' then 'unchanged' when 'changed' then 'changed'
	            when 'signin' then 'sign-in refused' when 'later' then 'site down'
	            when 'limited' then 'over the limit' when 'canceled' then 'canceled'
	            when 'identity' then 'may be somebody else' else 'not read' end as word
	  from the_order o
	  join orders f on f.refresh_of_id = o.id and f.refresh_outcome is not null
	 order by f.id desc
	 limit 10
),
-- What we sent, how far it went, and what comes.
letters as (
	select m.id, coalesce(k.word, 'Message') || case m.channel when 'sms' then ' by text'
	                                                 else ' by e-mail' end as what,
	       case m.channel when 'sms' then 'a phone ending in ' || right(m.address, 4)
	                      else m.address end as address,
	       s.word, s.look, s.icon, m.state_at, m.state = 'needs_review' as can_decide,
	       case when m.state = 'queued' and m.send_at > now()
	            then 'Goes out ' || w.send_at || case when q.until is not null
	                                                  then ', after the quiet hours' else '' end
	            when m.state = 'queued' and tries.n > 0
	            then 'It was not taken yet. We try again by ourselves, for a day at most'
	            when m.state = 'queued' then 'Goes out within seconds'
	            when m.state = 'sending' then 'A few seconds'
	            when m.state = 'uncertain'
	            then 'We are finding out whether it was sent. Do not send it again. Answer by '
	                 || fmt_time(m.state_at + interval '16 minutes')
	            when m.state = 'sent' and m.channel = 'sms'
	            then 'The phone has not confirmed it yet'
	            when m.state = 'sent' then 'The mail server has it'
	            when m.state = 'delivered' then 'Nothing: it arrived'
	            when z.is_stop then z.meaning
	            else z.meaning || '. ' || z.advice end || '.' as next
	  from the_order o
	  join messages m on m.order_id = o.id
	  join message_states s on s.state = m.state
	  left join message_kinds k on k.kind = m.kind
	  left join message_causes z on z.cause = m.cause
	 cross join lateral (select quiet_until(m.channel, m.send_at - interval '1 second',
	                                        current_setting('TimeZone')) as until) q
	 cross join lateral (select count(*) as n
	                       from message_attempts a
	                      where a.message_id = m.id) tries
	 cross join lateral (select regexp_replace(fmt_when(m.send_at), '^[TY]',
	                            lower(left(fmt_when(m.send_at), 1))) as send_at) w
	 order by m.id desc
	 limit 6
),
told as (
	select t.at::date as day_on, t.at, t.id, t.icon, t.sentence, t.teller, t.is_failure
	  from the_order o
	  join timeline t on t.order_id = o.id
	 order by t.at desc, t.id desc
	 limit 100
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
)
select o.id, o.case_id, o.reference, o.name, o.name || ': ' || o.products as title,
       o.state_word, o.state_look, o.state_icon, fmt_age(o.state_at) as age,
       regexp_replace(w.state_at, '^[TY]', lower(left(w.state_at, 1))) as since,
       fmt_iso(o.state_at) as since_iso,
       case when sent.at is null then 'Made '
            when o.is_refresh then 'Read again since '
            when not o.needs_client then o.provider_word || ' asked '
            when o.delivery in ('truv', 'agency') then 'Sent by ' || o.channel || ' '
            when o.delivery = 'in_person' then 'To show in person since '
            else 'Link to hand on since ' end
       || regexp_replace(w.sent_at, '^[TY]', lower(left(w.sent_at, 1))) as sent,
       o.language_word as language, o.order_number, n.sentence as next,
       o.state = 'checking' as is_checking, o.state = 'ready' as is_ready,
       case when s.has_ready and o.can_review then review_href(o.id) end as review_href,
       o.is_ending, o.replaced_by, o.replaces_id, o.is_known, o.refresh_of_id,
       (select json_build_object('href', '/orders/' || o.id || '/refresh', 'line', a.line)
          from again a) as refresh,
       (select coalesce(json_agg(json_build_object('id', f.id, 'at', f.at, 'word', f.word)
                                 order by f.id desc), '[]') from refreshes f) as refreshes,
       (select json_agg(json_build_object(
                   'word', word, 'icon', icon, 'is_done', is_done, 'is_now', is_now,
                   'is_stop', is_stop, 'time', time, 'what', what) order by steps.n)
          from steps) as steps,
       (select json_build_object(
                   'title', title, 'meaning', meaning, 'say', say, 'verb', verb, 'href', href,
                   'resending', resending, 'other', other, 'theirs', theirs,
                   'inquiry', inquiry, 'code', code, 'problems', problems, 'source', source,
                   'provider', provider_word, 'client', o.client,
                   'next', n.sentence)
          from problem) as problem,
       (select coalesce(json_agg(json_build_object(
                   'name', name, 'state_word', state_word, 'state_look', state_look,
                   'state_icon', state_icon, 'detail', detail, 'age', fmt_age(state_at),
                   'since', fmt_when(state_at), 'since_iso', fmt_iso(state_at),
                   'report', case when is_ready and o.can_review
                                  then '/orders/' || o.id || '/report' end)
                   order by rank, id), '[]')
          from connected) as connections,
       (select json_build_object(
                   'id', o.id, 'url', o.url, 'client', o.client,
                   'until', coalesce(fmt_day(o.expires_at), 'not known'),
                   'next', n.sentence, 'is_in_person', o.delivery = 'in_person')
         where o.url is not null and o.state not in ('expired', 'canceled', 'reviewed')) as link,
       upper(left(o.products, 1)) || substr(o.products, 2) as asked_for,
       o.provider_word as provider, o.needs_client, o.method_word as method, o.client,
       case when o.is_refresh then 'None, the client does nothing'
            when not o.needs_client then 'None, the client does nothing'
            when o.delivery = 'truv' then o.provider_word || ' sends it by ' || o.channel
            when o.delivery = 'agency' then 'We send it by ' || o.channel
            when o.delivery = 'in_person' then 'Code shown in person'
            else 'Link handed on by us' end as delivery,
       concat_ws(', ', fmt_phone(o.phone), o.email) as reach, o.employer_hint, o.maker,
       '•••-••-' || o.ssn_last4 as ssn, o.cancel_reason, o.calendar,
       (select coalesce(json_agg(json_build_object(
                   'id', id, 'what', what, 'to', address, 'state_word', word, 'state_look', look,
                   'state_icon', icon, 'next', next, 'can_decide', can_decide,
                   'age', fmt_age(state_at), 'since', fmt_when(state_at),
                   'since_iso', fmt_iso(state_at)) order by id desc), '[]')
          from letters) as messages,
       exists (select from letters) as has_messages,
       (select coalesce(json_agg(json_build_object('day', day, 'entries', entries)
                                 order by day_on desc), '[]')
          from days) as days
  from the_order o
 cross join next_step n
 cross join sources s
  left join order_steps sent on sent.order_id = o.id and sent.step = 'sent'
 cross join lateral (select fmt_when(o.state_at) as state_at,
                            fmt_when(coalesce(sent.at, o.created_at)) as sent_at) w
