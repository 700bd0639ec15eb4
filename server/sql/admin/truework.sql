-- Truework as an administrator sees it: is it heard, what stopped, keys, budget, and where it
-- stands among each program's sources. No case and no person: only counts, times and the names of
-- events.
-- $1 truework.is_set   $2 truework.version   $3 truework.has_widget
with h as (
	select s.refused, s.refused_at, s.key_state, s.key_status, s.key_at
	  from provider_health s
	 where s.provider = 'truework'
), g as (
	select g.per_minute / 60 as per_second, g.burst, g.paused_until, g.last_429_at, g.denied_at,
	       g.denied_status, coalesce(m.calls, 0) as calls, coalesce(m.turned_away, 0) as turned_away
	  from gates g
	  left join gate_minutes m on m.provider = g.provider
	                          and m.minute = date_trunc('minute', now())
	 where g.provider = 'truework'
), day as (
	select count(*) as received, coalesce(sum(e.repeats), 0) as repeated
	  from webhook_events e
	 where e.provider = 'truework' and e.received_at > now() - interval '24 hours'
), heard as (
	select max(e.received_at) as at from webhook_events e where e.provider = 'truework'
), stopped as (
	select e.id::text, coalesce(e.event_type, 'Not readable') as type,
	       fmt_when(e.received_at) as received, fmt_iso(e.received_at) as received_iso,
	       w.word, w.look, w.icon,
	       case when e.state = 'orphan' then 'About no order of ours'
	            when e.problem = 'unreadable' then 'No JSON object, though the token was right'
	            when e.problem = 'untyped' then 'It names no event'
	            when e.problem = 'oversized' then 'A name in it is longer than any of Truework''s'
	            else 'Five tries ended with: ' || coalesce(e.problem, 'nothing') end as why
	  from webhook_events e
	  join (values ('poison', 'Poison', 'you', 'error'), ('orphan', 'Orphan', 'closed', 'help'))
	       as w (state, word, look, icon) on w.state = e.state
	 where e.provider = 'truework'
	 order by e.state = 'poison' desc, e.received_at desc, e.id
	 limit 50
), sources as (
	select p.id, p.name,
	       string_agg(v.word || case s.way when 'first' then '' when 'offer' then ', offered'
	                                       else ', starts by itself' end,
	                  ', then ' order by s.place) as list,
	       p.needs_consent, x.word || '. ' || u.word as purpose
	  from programs p
	  join vocabulary k on k.kind = p.kind
	  join permissible_purposes x on x.purpose = coalesce(p.permissible_purpose, k.purpose)
	  join use_cases u on u.use_case = coalesce(p.use_case, k.use_case)
	  join program_sources s on s.program_id = p.id
	  join providers v on v.provider = s.provider
	 where s.way <> 'never'
	 group by p.id, p.name, p.needs_consent, x.word, u.word
)
select 'Truework' as title,
       case when $1::boolean is not true then 'Truework is not set up'
            when g.denied_at is not null then 'Truework refuses our key'
            when heard.at is null then 'Nothing heard from Truework yet'
            else 'Truework is heard' end as heading,
       coalesce('Last event: ' || fmt_when(heard.at), 'No event yet') as last_event,
       case when $1::boolean then 'Yes' else 'No: set TRUEWORK_URL, TRUEWORK_KEY and TRUEWORK_TOKEN'
       end as setup, coalesce($2::text, 'not set') as version,
       case when $3::boolean then 'On our own page' else 'Not set up: TRUEWORK_WIDGET is empty' end
       as widget,
       d.received, d.repeated, h.refused,
       coalesce('Last wrong token: ' || fmt_when(h.refused_at), 'No wrong token') as refused_at,
       k.word as key_word, k.meaning as key_meaning, k.look as key_look, k.icon as key_icon,
       coalesce('Last tested: ' || fmt_when(h.key_at), 'Never tested')
       || coalesce(', answer ' || h.key_status, '') as key_tested,
       g.calls, g.per_second, g.burst, g.turned_away,
       case when g.paused_until > now() then 'Until ' || fmt_time(g.paused_until)
            else 'Not paused' end as paused,
       coalesce(fmt_when(g.last_429_at), 'Never') as last_429,
       (select coalesce(json_agg(json_build_object(
                   'id', id, 'type', type, 'received', received, 'received_iso', received_iso,
                   'word', word, 'look', look, 'icon', icon, 'why', why)), '[]')
          from stopped) as events,
       (select coalesce(json_agg(json_build_object(
                   'id', id::text, 'name', name, 'list', list, 'purpose', purpose,
                   'consent', case when needs_consent then 'Asked for' else 'Not asked for' end)
                   order by id), '[]')
          from sources) as programs
  from h
  join (values
       ('untested', 'Not tested', 'The test makes one call that costs nothing.', 'moving', 'help'),
       ('asked', 'Testing', 'The answer comes here by itself, within seconds.', 'moving', 'search'),
       ('works', 'It works', 'Truework took the key.', 'ready', 'check_circle'),
       ('wrong', 'Not known (401)', 'Truework does not know this key. Compare TRUEWORK_KEY with '
        || 'Truework''s developer settings.', 'you', 'error'),
       ('forbidden', 'Not allowed (403)', 'Truework knows the key, and it may not do this. A key '
        || 'that begins with tw_pk_ is for browsers: take the one with tw_sk_.', 'you', 'error'),
       ('throttled', 'Asked too often (429)', 'The key was not judged. Test again in a minute.',
        'wait', 'hourglass_empty'),
       ('refused', 'Refused', 'Truework answered, but not to this. After 406 the key asks for a '
        || 'newer version: change TRUEWORK_VERSION.', 'you', 'error'),
       ('away', 'No answer', 'Nothing usable came back. Compare TRUEWORK_URL, and whether this '
        || 'server may reach it.', 'you', 'error')) as k (state, word, meaning, look, icon)
    on k.state = h.key_state
 cross join g
 cross join day d
 cross join heard
