-- Is a message ours? For staff: its text, when, to which number's end, what became of it. A wrong
-- code is counted, and after too many of them nothing is answered for a while.
-- $1 form.code   $2 user.id   $3 user.offices   $4 user.sees_all   $5 user.is_front_desk
-- $6 user.role
with asked as (
	select nullif(btrim($1::text), '') as typed, 'user:' || $2::text as who
), judged as (
	select a.typed, a.who, a.typed is not null and message_guessed_out(a.who) as is_throttled
	  from asked a
), known as (
	select j.who, case when j.typed is not null and not j.is_throttled
	                   then message_of_code(j.typed) end as id,
	       j.typed is not null and not j.is_throttled as is_asked
	  from judged j
), noted as (
	insert into message_guesses (who)
	select k.who from known k where k.is_asked and k.id is null
), forgotten as (
	delete from message_guesses where at < now() - interval '1 day'
), shown as (
	select m.id, m.order_id, c.reference, member_name(b) as name, b.language as name_lang,
	       m.language, l.word as language_word, l.is_rtl, m.channel, m.subject,
	       unseal('messages.body:' || m.id, m.body) as body,
	       m.created_at, m.asked_by, s.word as state_word, s.look as state_look,
	       s.icon as state_icon, x.meaning, k.word as kind,
	       case m.channel when 'sms' then 'Text to the number ending in ' || right(m.address, 4)
	                      else 'E-mail to ' || m.address end as reach
	  from known n
	  join messages m on m.id = n.id
	  join cases c on c.id = m.case_id
	  join members b on b.id = m.member_id
	  join languages l on l.code = m.language
	  join message_states s on s.state = m.state
	  left join message_kinds k on k.kind = m.kind
	  left join message_causes x on x.cause = m.cause
	 where (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $6::text, $3::bigint[])
)
select coalesce(j.typed, '') as code, j.is_throttled, n.is_asked and n.id is null as is_unknown,
       n.id is not null and not exists (select from shown) as is_elsewhere,
       (select json_build_object(
                   'order_id', case when not $5::boolean then m.order_id end,
                   'reference', m.reference, 'name', m.name,
                   'name_lang', m.name_lang, 'kind', coalesce(m.kind, 'Message'),
                   'reach', m.reach, 'at', fmt_when(m.created_at), 'iso', fmt_iso(m.created_at),
                   'by', coalesce((select u.name from users u where u.id = m.asked_by),
                                  'nobody: it went by itself'),
                   'language', m.language_word, 'text_lang', m.language,
                   'text_dir', case when m.is_rtl then 'rtl' else 'ltr' end,
                   'subject', m.subject, 'body', m.body, 'cause', m.meaning,
                   'state_word', m.state_word, 'state_look', m.state_look,
                   'state_icon', m.state_icon)
          from shown m) as found
  from judged j
 cross join known n
