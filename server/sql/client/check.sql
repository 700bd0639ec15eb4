-- Anybody asks whether a message is ours: yes or no, and nothing about anybody. A wrong code is
-- counted for its address, and after too many of them nothing is answered for a while.
-- $1 form.code   $2 query.lang   $3 accepted   $4 remote   $5 site
with asked as (
	select nullif(btrim($1::text), '') as typed
), judged as (
	select a.typed, a.typed is not null and message_guessed_out($4::text) as is_throttled
	  from asked a
), known as (
	select j.typed is not null and not j.is_throttled as is_asked,
	       case when j.typed is not null and not j.is_throttled
	            then message_of_code(j.typed) is not null end as is_ours
	  from judged j
), noted as (
	insert into message_guesses (who)
	select $4::text from known k where k.is_ours is false
), forgotten as (
	delete from message_guesses where at < now() - interval '1 day'
), spoken as (
	select l.code
	  from (values (1, $2::text), (2, $3::text), (3, 'en')) w (place, code)
	  join languages l on l.code = w.code
	 order by w.place
	 limit 1
)
select s.code as lang, coalesce(left(j.typed, 40), '') as code, j.is_throttled,
       k.is_ours is true as is_yes, k.is_ours is false as is_no, $5::text as site,
       (select coalesce(json_agg(json_build_object('name', f.name, 'phone', fmt_phone(f.phone),
                                                   'dial', f.phone) order by f.name), '[]')
          from offices f
         where f.phone is not null) as offices,
       exists (select from offices f where f.phone is not null) as has_phone,
       (select json_agg(json_build_object(
                   'code', l.code, 'own_word', l.own_word,
                   'way', case when l.is_rtl then 'rtl' else 'ltr' end,
                   'is_here', l.code = s.code)
                   order by array_position('{en,es,zh-Hans,zh-Hant,vi,ko,tl,ru,ar,fa,hy,ht}',
                                           l.code))
          from languages l) as languages
  from judged j
 cross join known k
 cross join spoken s
