-- Every text that goes to clients, by kind and language, with the version that is used now.
-- $1 query.language
select (select json_agg(json_build_object('code', l.code, 'word', l.word,
                                          'is_chosen', l.code = $1::text)
                        order by l.code <> 'en', l.word)
          from languages l) as choices,
       (select json_agg(json_build_object('word', k.word, 'sent_for', k.sent_for) order by k.place)
          from message_kinds k) as kinds,
       (select json_agg(json_build_object(
                   'word', case g.provider when 'mail' then 'E-mail' else 'Texts' end,
                   'is_refused', g.denied_at is not null, 'code', nullif(g.denied_status, 0),
                   'since', fmt_when(g.denied_at),
                   'says', case when g.paused_until > now()
                                then 'Asked to wait until ' || fmt_time(g.paused_until)
                                when g.accepted_at is null then 'Nothing has gone out yet'
                                else 'Last taken ' || fmt_age(g.accepted_at) || ' ago' end,
                   'waiting', w.waiting, 'unknown', w.unknown) order by g.provider)
          from gates g
         cross join lateral message_backlog(case g.provider when 'mail' then 'email'
                                                            else 'sms' end) w
         where g.provider in ('mail', 'sms')) as channels,
       (select count(*) || ' texts in ' || count(distinct t.language) || ' languages'
          from message_templates t
         where t.is_current) as heading,
       (select coalesce(json_agg(json_build_object(
                   'word', l.word, 'own_word', l.own_word, 'code', l.code,
                   'dir', case when l.is_rtl then 'rtl' else 'ltr' end,
                   'cells', (select json_agg(json_build_object(
                                        'kind', k.word, 'language', l.word,
                                        'texts', (select coalesce(json_agg(json_build_object(
                                                    'id', t.id, 'version', t.version,
                                                    'kind', k.word, 'language', l.word,
                                                    'way', case t.channel when 'sms' then 'Text'
                                                                          else 'E-mail' end)
                                                    order by t.channel), '[]')
                                                    from message_templates t
                                                   where t.kind = k.kind and t.language = l.code
                                                     and t.is_current)) order by k.place)
                               from message_kinds k)) order by l.code <> 'en', l.word), '[]')
          from languages l
         where l.code = $1::text
            or not exists (select from languages x where x.code = $1::text)) as rows
