-- Every text that goes to clients, by kind and language, with the version that is used now.
-- $1 query.language
select (select json_agg(json_build_object('code', l.code, 'word', l.word,
                                          'is_chosen', l.code = $1::text)
                        order by l.code <> 'en', l.word)
          from languages l) as choices,
       (select json_agg(json_build_object('word', k.word, 'sent_for', k.sent_for) order by k.place)
          from message_kinds k) as kinds,
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
