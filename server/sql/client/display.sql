-- What a monitor shows: the code, the steps, thanks, or nothing. Nobody's name.
-- $1 path.token   $2 site
select d.id, $1::text as token, d.language as lang, '10' as refresh_s, d.is_large,
       d.help_at is not null as has_asked,
       n.face in ('dark', 'removed') as is_dark, n.face = 'removed' as is_removed,
       n.face = 'code' as is_code, n.face = 'steps' as is_steps, n.face = 'thanks' as is_thanks,
       n.face = 'ended' as is_ended, n.state = 'needs_you' as is_stopped,
       n.state = 'reading' as is_reading, n.is_bank,
       extract(epoch from d.shown_at)::bigint as version,
       case when n.short is not null then coalesce($2::text, '') || '/go/' || n.short end
       as address,
       (select json_agg(json_build_object(
                   'lang', l.code, 'own_word', l.own_word, 'is_current', l.code = d.language)
                   order by array_position('{en,es,zh-Hans,zh-Hant,vi,ko,tl,ru,ar,fa,hy,ht}',
                                           l.code))
          from languages l) as languages
  from displays d
 cross join lateral display_now(d) n
 where d.token_hash = token_hash($1::text)
