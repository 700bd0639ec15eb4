-- What went out to the client of an order, what comes by itself, and sending the link once more.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.client_key   $5 user.id
-- $6 user.role
with the_order as (
	select o, o.id, o.case_id, v.word as provider, c.reference, m.language as lang, called.name,
	       s.word as state_word, s.look as state_look, s.icon as state_icon,
	       o.delivery, o.email, o.phone, order_last_sent(o) as last_at,
	       o.share_url is not null and s.is_open and o.state <> 'ready'
	       and o.cancel_asked_at is null and c.closed_at is null
	       and coalesce(o.expires_at > now(), true) as has_link,
	       exists (select from message_stops t
	                where t.phone = o.phone and t.started_at is null) as is_silent
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join order_states s on s.state = o.state
	  join providers v on v.provider = o.provider
	 cross join lateral (
	       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
	                                     else '' end as name) called
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
), went as (
	select x.created_at as at, 1 as part, x.id, coalesce(k.word, 'Message') as what,
	       case x.channel when 'sms' then 'Text to ' || fmt_phone(x.address)
	                      else 'E-mail to ' || x.address end as way,
	       s.word, s.look, s.icon,
	       concat_ws('. ', z.meaning, case when not z.is_stop then z.advice end) as cause,
	       left(x.code, 4) || '-' || right(x.code, 4) as code,
	       x.subject, unseal('messages.body:' || x.id, x.body) as body,
	       x.language, l.is_rtl, u.name as asker,
	       case when x.state = 'queued' then x.send_at end as goes_at
	  from the_order o
	  join messages x on x.order_id = o.id
	  join message_states s on s.state = x.state
	  join languages l on l.code = x.language
	  left join message_kinds k on k.kind = x.kind
	  left join message_causes z on z.cause = x.cause
	  left join users u on u.id = x.asked_by
	 union all
	select r.asked_at, 2, r.id, 'The link again', o.provider || ' sends it',
	       'Requested', 'moving', 'send',
	       r.reason, null, null, null, null, null, u.name, null
	  from the_order o
	  join resends r on r.order_id = o.id and 'truv' = any (r.ways)
	  left join users u on u.id = r.asked_by
	 union all
	select t.at, 3, 0, 'The link', o.provider || ' sends it', 'Handed over', 'wait',
	       'check_circle',
	       null, null, null, null, null, null, null, null
	  from the_order o
	  join order_steps t on t.order_id = o.id and t.step = 'sent' and o.delivery = 'truv'
)
select o.id, o.case_id, o.reference, o.provider, o.name, o.lang,
       o.state_word, o.state_look, o.state_icon,
       o.delivery = 'truv' as is_truv, o.is_silent,
       o.has_link and (o.delivery = 'truv' or o.email is not null or o.phone is not null)
       as can_send,
       not o.has_link as is_over,
       o.last_at > now() - span(interval '1 hour') as is_guarded,
       case when o.last_at is null then 'Nothing has gone out yet'
            else 'Last sent ' || fmt_when(o.last_at) end as last,
       case when o.delivery <> 'truv' then o.email end as email,
       case when o.delivery <> 'truv' and not o.is_silent then fmt_phone(o.phone) end as phone,
       coalesce($4::text, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32))
       as client_key,
       reminder_calendar(o.o) as calendar,
       (select coalesce(json_agg(json_build_object(
                   'at', fmt_when(w.at), 'iso', fmt_iso(w.at), 'what', w.what, 'way', w.way,
                   'state_word', w.word, 'state_look', w.look, 'state_icon', w.icon,
                   'cause', nullif(w.cause, ''), 'code', w.code, 'subject', w.subject,
                   'body', w.body, 'text_lang', w.language,
                   'text_dir', case when w.is_rtl then 'rtl' else 'ltr' end,
                   'by', w.asker, 'goes', regexp_replace(fmt_when(w.goes_at), '^[TY]',
                                                 lower(left(fmt_when(w.goes_at), 1))))
                   order by w.at desc, w.part, w.id desc), '[]')
          from (select x.at, x.part, x.id, x.what, x.way, x.word, x.look, x.icon, x.cause, x.code,
                       x.subject, x.body, x.language, x.is_rtl, x.asker, x.goes_at
                  from went x
                 order by x.at desc, x.id desc
                 limit 50) w) as went
  from the_order o
