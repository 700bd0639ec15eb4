-- The page on which a client signs in to an employer: the token for the provider's widget while it
-- can be used, thanks, or that the link has ended. Nobody's name.
-- $1 path.code   $2 query.lang   $3 widget
select s.code, l.code as lang, '15' as refresh_s, s.face = 'open' as is_open,
       s.face = 'read' as is_read, s.face = 'done' as is_done, s.face = 'ended' as is_ended,
       case when s.face = 'open'
            then unseal('client_sessions.token:' || s.order_id, s.token) end as token,
       $3::text as widget,
       (select json_agg(json_build_object(
                   'code', x.code, 'own_word', x.own_word,
                   'way', case when x.is_rtl then 'rtl' else 'ltr' end,
                   'is_here', x.code = l.code)
                   order by array_position('{en,es,zh-Hans,zh-Hant,vi,ko,tl,ru,ar,fa,hy,ht}',
                                           x.code))
          from languages x) as languages
  from client_session_now($1) s
  join languages l on l.code = coalesce((select y.code from languages y where y.code = $2),
                                        s.language)
