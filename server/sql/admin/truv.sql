-- Truv as an administrator sees it: is it heard, what was kept or stopped, endpoint, keys, budget.
-- No case and no person: only counts, times and the names of events.
with h as (
	select s.refused, s.refused_at, s.endpoint_state, s.endpoint_at, s.deliveries_at,
	       s.deliveries, s.missed, s.key_state, s.key_status, s.key_at
	  from provider_health s
	 where s.provider = 'truv'
), g as (
	select g.per_minute, g.burst, g.paused_until, g.last_429_at, g.denied_at, g.denied_status,
	       coalesce(m.calls, 0) as calls, coalesce(m.background, 0) as background,
	       coalesce(m.turned_away, 0) as turned_away
	  from gates g
	  left join gate_minutes m on m.provider = g.provider
	                          and m.minute = date_trunc('minute', now())
	 where g.provider = 'truv'
), day as (
	select count(*) as received, coalesce(sum(e.repeats), 0) as repeated,
	       count(*) filter (where e.state = 'ignored') as ignored
	  from webhook_events e
	 where e.provider = 'truv' and e.received_at > now() - interval '24 hours'
), stopped as (
	select count(*) filter (where e.state = 'parked') as parked,
	       count(*) filter (where e.state = 'poison') as poison,
	       count(*) filter (where e.state = 'orphan') as orphans
	  from webhook_events e
	 where e.provider = 'truv' and e.state in ('parked', 'poison', 'orphan')
), heard as (
	select max(e.received_at) as at from webhook_events e where e.provider = 'truv'
), silence as (
	select heard.at, heard.at < now() - span(interval '15 minutes')
	                 and provider_waits('truv') as is_silent
	  from heard
), events as (
	select e.id::text, coalesce(e.event_type, 'Not readable') as type,
	       fmt_when(e.received_at) as received, fmt_iso(e.received_at) as received_iso,
	       w.word, w.look, w.icon,
	       case e.replays when 0 then 'not replayed yet' when 1 then 'replayed once'
	                      else 'replayed ' || e.replays || ' times' end as replays,
	       case when e.state = 'orphan' then 'No order of ours, and Truv knows no more'
	            when e.problem = 'unreadable' then 'Signed by Truv, but no JSON object'
	            when e.problem = 'untyped' then 'It names no type'
	            when e.problem = 'oversized' then 'A name in it is longer than any of Truv''s'
	            else 'Five tries ended with: ' || coalesce(e.problem, 'nothing') end as why
	  from webhook_events e
	  join (values ('poison', 'Poison', 'you', 'error'),
	               ('orphan', 'Orphan', 'closed', 'help')) as w (state, word, look, icon)
	    on w.state = e.state
	 where e.provider = 'truv' and e.state in ('poison', 'orphan')
	 order by e.state = 'poison' desc, e.received_at desc, e.id
	 limit 50
), faults as (
	select fmt_when(i.opened_at) as opened, i.detail, w.word,
	       case when i.closed_at is null then 'Open' else 'Closed' end as ended,
	       i.closed_at is null as is_open
	  from incidents i
	  left join (values ('duplicate', 'Ordered twice'), ('stranger', 'Not ordered here'),
	                    ('revenant', 'Refused here, made there'),
	                    ('keys_refused', 'Keys refused')) as w (kind, word) on w.kind = i.kind
	 order by i.closed_at is null desc, i.opened_at desc, i.id desc
	 limit 20
)
select 'Truv' as title,
       case when g.denied_at is not null then 'Truv refuses our keys'
            when h.endpoint_state = 'disabled' then 'Truv''s endpoint is off: nothing reaches us'
            when h.endpoint_state = 'missing' then 'Truv has no endpoint with our address'
            when s.is_silent then 'Nothing heard from Truv for ' || fmt_age(s.at)
            when t.poison > 0 then t.poison || case when t.poison = 1 then ' event waits'
                                                   else ' events wait' end || ' for you'
            when s.at is null then 'Nothing heard from Truv yet'
            else 'Truv is heard and answers' end as heading,
       coalesce('Last event: ' || fmt_when(s.at), 'No event yet') as last_event,
       d.received, d.repeated, h.refused,
       coalesce('Last signature refused: ' || fmt_when(h.refused_at), 'No signature refused')
         as refused_at,
       t.parked, t.poison, t.orphans, d.ignored,
       t.poison > 0 as has_poison,
       initcap(h.endpoint_state) as endpoint_word,
       case h.endpoint_state when 'enabled' then 'ready' when 'unknown' then 'moving'
                             else 'you' end as endpoint_look,
       case h.endpoint_state when 'enabled' then 'check_circle' when 'unknown' then 'search'
                             else 'error' end as endpoint_icon,
       h.endpoint_state = 'disabled' as is_disabled,
       h.endpoint_state = 'missing' as is_missing,
       coalesce(fmt_when(h.endpoint_at), 'Not yet: once an hour')
         as endpoint_checked,
       case when h.deliveries_at is null then 'Not looked yet: once an hour'
            else h.missed || ' of ' || h.deliveries end as missed,
       k.word as key_word, k.meaning as key_meaning, k.look as key_look, k.icon as key_icon,
       coalesce('Last tested: ' || fmt_when(h.key_at), 'Never tested')
       || coalesce(', answer ' || h.key_status, '') as key_tested,
       g.calls || ' of ' || g.per_minute as calls, g.calls as calls_now, g.per_minute,
       g.background, g.turned_away, g.burst,
       case when g.paused_until > now() then 'Until ' || fmt_time(g.paused_until)
            else 'Not paused' end as paused,
       coalesce(fmt_when(g.last_429_at), 'Never') as last_429,
       case when g.denied_at is null then 'Closed: calls go out'
            else 'Open for ' || fmt_age(g.denied_at) || ', answer ' || g.denied_status
                 || '. One call a minute tries' end as circuit,
       (select coalesce(json_agg(e), '[]') from events e) as events,
       (select coalesce(json_agg(i), '[]') from faults i) as incidents
  from h
  join (values
       ('untested', 'Not tested', 'The test makes one call that costs nothing.', 'moving',
        'help'),
       ('asked', 'Testing', 'The answer comes here by itself, within seconds.', 'moving',
        'search'),
       ('works', 'They work', 'Truv took client id and Access Secret.', 'ready',
        'check_circle'),
       ('wrong', 'Not known (401)',
        'Truv does not know this client id or Access Secret. Compare TRUV_CLIENT_ID and '
        || 'TRUV_SECRET with Truv''s Dashboard, Development, Keys. A key that was deleted there '
        || 'looks the same.', 'you', 'error'),
       ('forbidden', 'Not allowed (403)',
        'Truv knows the keys, and they may not do this. Most often a sandbox key is used for '
        || 'production or the other way round: the secret begins with sandbox- or prod-. Else '
        || 'ask Truv to allow the account.', 'you', 'error'),
       ('throttled', 'Asked too often (429)', 'The keys were not judged. Test again in a minute.',
        'wait', 'hourglass_empty'),
       ('refused', 'Refused', 'Truv answered, but not to this. Compare TRUV_URL: it ends in /v1.',
        'you', 'error'),
       ('away', 'No answer', 'Nothing usable came back. Compare TRUV_URL, and whether this '
        || 'server may reach it.', 'you', 'error')) as k (state, word, meaning, look, icon)
    on k.state = h.key_state
 cross join g
 cross join day d
 cross join stopped t
 cross join silence s
