-- A message that waits to be sent now: its channel, and its text or, before the first attempt, what
-- the text is made of. version is null where there is no text to make it from.
-- $1 job.input.message_id   $2 agency   $3 site
select m.channel, m.subject, unseal('messages.body:' || m.id, m.body) as body, m.language,
       t.version, t.language as template_language, t.subject as template_subject,
       t.body as template_body,
       jsonb_build_object(
           'first_name', p.first_name,
           'link', case m.channel when 'sms' then order_url(o)
                                  else unseal('orders.share_url:' || o.id, o.share_url) end,
           'code', left(m.code, 4) || '-' || right(m.code, 4),
           'agency', $2::text,
           -- an office without a phone of its own gives the first one's
           'phone', fmt_phone(coalesce(f.phone, (select h.phone
                                                   from offices h
                                                  where h.phone is not null
                                                  order by h.id
                                                  limit 1))),
           'program', program_said(m.case_id, t.language),
           'until', fmt_date_for((o.expires_at at time zone
                                  coalesce(f.zone, current_setting('TimeZone'))
                                  - interval '1 second')::date, t.language),
           'check', $3::text || '/check') as value
  from messages m
  join orders o on o.id = m.order_id
  join members p on p.id = m.member_id
  join cases c on c.id = m.case_id
  join offices f on f.id = c.office_id
  left join lateral (
       select t.version, t.language, t.subject, t.body
         from message_templates t
        where t.kind = m.kind and t.channel = m.channel and t.is_current
          and t.language in (o.language, 'en')
        order by t.language <> o.language
        limit 1) t on true
 where m.id = $1::bigint and m.state = 'queued' and m.send_at <= now()
