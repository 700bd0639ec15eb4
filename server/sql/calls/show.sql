-- One call as its agent works in it: who, what to say next, what goes out, and the note.
-- $1 path.id   $2 query.reply   $3 user.id   $4 user.offices   $5 user.sees_all
-- $6 form.client_key   $7 site   $8 user.role
with the_call as (
	select c, c.id, c.case_id, c.caller_id, c.member_id, c.phone, c.language, c.interpreter,
	       c.checked, c.checked_at, c.agent_id, c.started_at, c.ended_at, c.note_version,
	       k.reference, k.closed_at is not null as is_closed, u.name as agent,
	       l.word as language_word, l.is_rtl
	  from calls c
	  join cases k on k.id = c.case_id
	  join users u on u.id = c.agent_id
	  join languages l on l.code = c.language
	 where c.id = $1::bigint and (k.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(k, $3::bigint, $8::text, $4::bigint[])
), person as (
	select m.id, m.native_name, m.language, m.email, m.phone, m.born_on, m.ssn_last4,
	       member_name(m) as name, m.has_income,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       m.id <> c.caller_id as is_other, member_name(y) as caller_name
	  from the_call c
	  join members m on m.id = c.member_id
	  join members y on y.id = c.caller_id
), the_order as (
	-- The one the call is about: still open, or made or over during the call.
	select o.id, o.state, o.cause, o.state_at, o.delivery, o.email, o.phone, o.created_at,
	       s.is_open, s.icon, s.word as state_word, s.look, x.action, x.title, x.say,
	       order_url(o) as url,
	       o.products = '{assets}' as is_bank, o.problems, t.is_going,
	       t.trouble is not null or o.state = 'canceled' as is_stopped,
	       t.trouble,
	       case when w.channel = 'email' then 'mailed' when w.channel = 'sms' then 'sent'
	            when o.delivery in ('link', 'in_person') then 'read_out'
	            when o.phone is not null then 'sent' else 'mailed' end as way,
	       w.channel, w.address, w.code, w.message, w.message_at, w.meaning, w.advice
	  from the_call c
	  join orders o on o.member_id = c.member_id
	  join order_states s on s.state = o.state
	  left join lateral (
	       -- What we sent ourselves, last.
	       select g.channel, g.address, g.code, gw.word as message, g.state as message_state,
	              g.state_at as message_at, g.cause as message_cause, gc.meaning, gc.advice
	         from messages g
	         join message_states gw on gw.state = g.state
	         left join message_causes gc on gc.cause = g.cause
	        where g.order_id = o.id
	        order by g.id desc
	        limit 1) w on true
	 cross join lateral (
	       select not exists (select from order_steps p
	                           where p.order_id = o.id and p.step = 'opened') as is_unopened) y
	 cross join lateral (
	       select case when o.state in ('needs_you', 'needs_fix') then o.cause
	                   when o.state = 'expired' then 'expired'
	                   when o.state = 'waiting' and y.is_unopened
	                        and (w.message_state in ('failed', 'needs_review')
	                             or w.message_cause = 'stopped')
	                   then 'delivery_failed' end as trouble,
	              o.state = 'waiting' and y.is_unopened
	              and w.message_state in ('queued', 'sending', 'uncertain') as is_going) t
	  left join causes x on x.cause = t.trouble
	 where s.is_open or o.state_at >= c.started_at
	 order by s.is_open desc, o.id desc
	 limit 1
), steps (n, step, done_word, word) as (
	values (1, 'sent', 'Sent', 'Sending'), (2, 'opened', 'Opened', 'Open the link'),
	       (3, 'found', 'Employer', 'Employer'), (4, 'signed_in', 'Signed in', 'Signing in'),
	       (5, 'reading', 'Read', 'Reading'), (6, 'ready', 'Ready', 'Ready')
), stops (cause, n, word) as (
	values ('delivery_failed', 1, 'Not delivered'), ('needs_review', 1, null),
	       ('refused', 1, 'Refused'), ('expired', 2, 'Link ended'), ('skipped', 2, 'Left'),
	       ('not_supported', 3, 'Not found'), ('login_error', 4, 'Refused'),
	       ('mfa_error', 4, 'Code refused'), ('account_locked', 4, 'Locked'),
	       ('unable_to_reset', 4, null), ('no_data', 5, 'Nothing there'), ('unavailable', 5, null),
	       ('config_error', 5, null), ('error', 5, null), ('stuck', 5, 'No progress')
), reached as (
	select s.n, t.at, lag(t.at) over (order by s.n) as before_at,
	       lead(t.at) over (order by s.n) as after_at
	  from the_order o
	 cross join steps s
	  left join order_steps t on t.order_id = o.id and t.step = s.step
), here as (
	-- The step the order stands at; 7 is past the last, 0 is none yet.
	select case when o.id is null then 0
	            when o.state in ('ready', 'reviewed') then 7
	            when o.state in ('sending', 'checking') or o.is_going then 1
	            when o.state = 'reading' then 5
	            else coalesce(s.n, greatest(2, least((select max(r.n) from reached r
	                                                   where r.at is not null) + 1, 4))) end as n
	  from (select 1) one
	  left join the_order o on true
	  left join stops s on s.cause = o.trouble
), said (n, key) as (
	-- Which sentence belongs to which step.
	select v.n, case when o.is_bank and v.n in (3, 4) then v.key || '_bank'
	                 when v.n <> 2 then v.key
	                 -- what went out before this call the client may have lost
	                 when exists (select from call_lines l
	                               where l.call_id = $1::bigint and l.key like 'sent:%')
	                 then coalesce(o.way, 'sent')
	                 else 'start' end
	  from (values (0, 'start'), (1, 'sending'), (2, 'sent'), (3, 'opened'), (4, 'found'),
	               (5, 'reading'), (6, 'reading'), (7, 'ready')) v (n, key)
	  left join the_order o on true
), stood as (
	-- The last step before this one at which the client was for a while: its sentence was said.
	select coalesce(max(n) filter (where n < h.at), case when h.at > 0 then 0 end) as n
	  from (select n as at from here) h
	  left join (select case r.n when 6 then 5 else r.n end as n
	               from reached r
	              where r.at > r.before_at
	             union all
	             select 2 from reached r where r.n = 1 and r.at is not null) s on s.n > 0
	 group by h.at
), script as (
	select case when w.key = 'start' and h.n = 2 then 'A link went out before this call'
	            else w.sees end as sees,
	       coalesce(case when o.trouble is not null then o.say end, en.say) as say,
	       case when c.language = 'en' then null
	            when o.trouble is not null then cw.say else t.say end as theirs,
	       case when o.trouble is null then b.say
	            else (select x.say from call_words x where x.language = 'en'
	                    and x.key = (select s.key from said s where s.n = h.n)) end as before
	  from the_call c
	 cross join here h
	  left join the_order o on true
	  join said k on k.n = h.n
	  join call_scripts w on w.key = k.key
	  join call_words en on en.key = k.key and en.language = 'en'
	  left join call_words t on t.key = k.key and t.language = c.language
	  left join cause_words cw on cw.cause = o.trouble and cw.language = c.language
	  left join stood p on true
	  left join said bk on bk.n = p.n
	  left join call_words b on b.key = bk.key and b.language = 'en'
), moved as (
	select greatest(o.state_at, (select max(t.at) from order_steps t where t.order_id = o.id),
	                (select max(n.state_at) from connections n where n.order_id = o.id),
	                (select max(x.at) from call_lines x where x.call_id = c.id), c.started_at) as at
	  from the_call c
	  join the_order o on o.state in ('waiting', 'connecting') and c.ended_at is null
), quiet as (
	select m.at < now() - span(interval '3 minutes') as is_quiet, fmt_age(m.at) as age,
	       fmt_iso(m.at + span(interval '3 minutes')) as at, en.say,
	       case when c.language <> 'en' then t.say end as theirs
	  from moved m
	 cross join the_call c
	  join call_words en on en.key = 'quiet' and en.language = 'en'
	  join call_words t on t.key = 'quiet' and t.language = c.language
), others as (
	select m.id::text, m.position, m.native_name, m.language, member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       member_age(m) as age, m.has_income, s.word as state
	  from the_call c
	  join members m on m.case_id = c.case_id and m.id <> c.member_id
	  left join lateral (
	       select o.state
	         from orders o
	        where o.member_id = m.id
	        order by o.id desc
	        limit 1) o on true
	  left join order_states s on s.state = o.state
), replies as (
	select r.position as n, r.reply, r.said, r.reply = $2::text as is_open,
	       case when r.reply = 'real' and o.code is not null
	            then 'Message code ' || left(o.code, 4) || '-' || right(o.code, 4)
	                 || ' and how to check'
	            else r.answer end as answer
	  from call_replies r
	  left join the_order o on true
), last_sent as (
	select max(l.at) as at
	  from call_lines l
	 where l.call_id = $1::bigint and l.key like 'sent:%'
)
select c.id::text, 'Call with ' || p.name as title, p.native_name, p.latin_name,
       p.language, fmt_phone(c.phone) as phone, c.reference, c.case_id::text,
       c.is_closed, c.ended_at is not null as is_over, c.ended_at is null as is_open,
       fmt_age(c.started_at) as age, fmt_iso(c.started_at) as since,
       c.agent, c.agent_id = $3::bigint as is_mine, p.is_other, p.caller_name,
       -- who
       fmt_time(c.checked_at) as checked_at,
       'name' = any (c.checked) as has_name, 'birth_date' = any (c.checked) as has_birth_date,
       'ssn' = any (c.checked) as has_ssn, 'address' = any (c.checked) as has_address,
       to_char(p.born_on, 'MM/DD/YYYY') as born, p.ssn_last4 as last4,
       c.language as code, c.language_word,
       case when c.is_rtl then 'rtl' else 'ltr' end as dir,
       coalesce((select string_agg(g.name, ', ' order by g.name)
                   from case_programs x
                   join programs g on g.id = x.program_id
                  where x.case_id = c.case_id), 'None yet') as programs,
       coalesce((select fmt_day(min(x.due_on)) || ', ' || lower(fmt_days_left(min(x.due_on)))
                   from case_programs x
                  where x.case_id = c.case_id), 'No due day') as due,
       (select coalesce(json_agg(json_build_object(
                   'call_id', c.id::text, 'id', id, 'native_name', native_name,
                   'latin_name', latin_name, 'language', language, 'name', name, 'age', age,
                   'state', coalesce(state, case when has_income then 'No order yet'
                                                 else 'Nothing to verify' end),
                   'can_turn', c.ended_at is null and has_income) order by position), '[]')
          from others) as others,
       (select json_agg(json_build_object('code', i.interpreter, 'word', i.word,
                                          'is_chosen', i.interpreter = c.interpreter)
                        order by i.position) from call_interpreters i) as interpreters,
       -- the link
       coalesce($6::text, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32))
         as client_key,
       fmt_phone(coalesce(c.phone, o.phone, p.phone)) as to_phone,
       coalesce(o.email, p.email) as to_email,
       (select json_agg(json_build_object('code', l.code, 'word', l.word,
                                          'own_word', nullif(l.own_word, l.word),
                                          'is_chosen', l.code = c.language)
                        order by l.code <> 'en', l.word) from languages l) as languages,
       c.ended_at is null and not c.is_closed as can_send,
       o.id is null as is_first, h.n = 7 as is_done,
       case when o.id is null or not o.is_open or o.trouble = 'expired' then 'Send link'
            when o.action in ('replace', 'fix') then 'Send new link' else 'Send again' end as verb,
       o.id::text as order_id,
       case when s.is_open then coalesce(to_json($7::text || '/go/' || sl.code), o.url) end
         as address,
       case when o.id is null then 'Nothing is sent yet.'
            else o.state_word || ' since ' || fmt_time(o.state_at) || '. ' || order_next(x) || '.'
            end as link_state,
       case o.channel when 'sms' then 'Text: ' when 'email' then 'E-mail: ' end
         || lower(o.message) || ', ' || fmt_time(o.message_at) || '.'
         || coalesce(' ' || o.meaning || '. ' || o.advice || '.', '') as message_state,
       case when o.state in ('waiting', 'connecting', 'needs_you')
                 and order_last_sent(x) > now() - span(interval '1 hour')
            then fmt_time(order_last_sent(x) + span(interval '1 hour')) end as again_from,
       (select coalesce(json_agg(q.value order by q.key), '[]')
          from jsonb_each_text(o.problems) q) as problems,
       fmt_time((select at from last_sent)) as sent_at,
       -- what to say
       (select json_agg(json_build_object(
                   'is_done', h.n > s.n, 'is_now', h.n = s.n and not coalesce(o.is_stopped, false),
                   'is_stop', h.n = s.n and coalesce(o.is_stopped, false),
                   'icon', case when h.n > s.n then 'check_circle'
                                when h.n = s.n and o.is_stopped then 'error'
                                when h.n = s.n and o.is_going then 'send'
                                when h.n = s.n then o.icon else 'radio_button_unchecked' end,
                   'word', case when h.n > s.n then s.done_word
                                when h.n = s.n and o.is_stopped
                                then coalesce(st.word, o.state_word)
                                when h.n = s.n then s.word else s.done_word end,
                   'time', case when h.n > s.n then fmt_time(t.at)
                                when h.n = s.n then fmt_age(o.state_at) || ' so far' end)
                   order by s.n)
          from steps s
          left join stops st on st.cause = o.trouble
          left join order_steps t on t.order_id = o.id and t.step = s.step) as steps,
       case when h.n = 0 then 'Before the link goes out'
            when h.n = 7 then 'All 6 steps are done'
            else 'Step ' || h.n || ' of 6' end
         || coalesce('. ' || case when o.trouble is not null then o.title
                                  when h.n = 4 then z.sees || coalesce(' of ' || (
                                       select n.name
                                         from connections n
                                        where n.order_id = o.id and n.state = 'connecting'
                                        order by n.state_at desc
                                        limit 1), '')
                                  else z.sees end, '')
         as step_words,
       case when o.state = 'waiting' and c.ended_at is null and o.trouble is null
            then case h.n when 2 then 'opened' when 3 then 'found' end end as told_step,
       case h.n when 2 then 'They see the page' else 'They found it' end as told_word,
       z.say, z.theirs, z.before, o.trouble is not null as is_trouble,
       p.name || ': ' || coalesce(o.state_word, 'nothing is sent yet') as spoken,
       q.is_quiet, q.age as quiet_age, q.at as quiet_at, q.say as quiet_say,
       q.theirs as quiet_theirs,
       (select json_agg(json_build_object('call_id', c.id::text, 'n', n, 'reply', reply,
                                          'said', said, 'answer', answer, 'is_open', is_open)
                        order by n) from replies) as replies,
       (select json_build_object('say', en.say, 'code', c.language,
                                 'dir', case when c.is_rtl then 'rtl' else 'ltr' end,
                                 'language_word', c.language_word,
                                 'call_id', c.id::text, 'is_paper', r.reply = 'cash',
                                 'theirs', case when c.language <> 'en' then t.say end)
          from replies r
          join call_words en on en.key = r.reply and en.language = 'en'
          join call_words t on t.key = r.reply and t.language = c.language
         where r.is_open) as answer,
       -- the note
       call_draft(c.c) as draft, c.note_version::text as note_version,
       (select coalesce(string_agg(t.key, ' '), '') from call_told(c.c) t) as note_keys,
       (select coalesce(json_agg(json_build_object('key', t.key, 'text', fmt_time(t.at) || ' '
                                                   || t.text) order by t.at, t.place, t.key), '[]')
          from call_told(c.c) t) as told
  from the_call c
 cross join person p
 cross join here h
 cross join script z
  left join the_order o on true
  left join orders x on x.id = o.id
  left join short_links sl on sl.order_id = o.id
  left join order_states s on s.state = o.state
  left join quiet q on true
