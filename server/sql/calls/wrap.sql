-- Wrapping a call up: the note as it stands, how it ended, and what happens by itself; for a call
-- that is over the note as it was kept.
-- $1 path.id   $2 form.outcome   $3 query.outcome   $4 form.follow_up   $5 form.note
-- $6 user.offices   $7 user.sees_all   $8 form.interpreter   $9 user.id   $10 user.role
with the_call as (
	select c, c.id, c.case_id, c.caller_id, c.member_id, c.interpreter, c.outcome,
	       c.started_at, c.ended_at, c.note_version, c.checked, k.reference,
	       n.text as kept, u.name as ender,
	       l.word as language_word
	  from calls c
	  join cases k on k.id = c.case_id
	  join languages l on l.code = c.language
	  left join notes n on n.client_key = 'call-' || c.id
	  left join users u on u.id = c.ended_by
	 where c.id = $1::bigint and (k.office_id = any ($6::bigint[]) or $7::boolean)
	   and case_seen_by(k, $9::bigint, $10::text, $6::bigint[])
), asked as (
	select o.id, o.state, o.delivery, reminder_calendar(o) as calendar
	  from the_call c
	  join orders o on o.member_id in (c.caller_id, c.member_id)
	 where o.created_at >= c.started_at
	    or exists (select from order_states s where s.state = o.state and s.is_open)
	 order by o.id desc
	 limit 1
), guess as (
	select coalesce($2, $3, case when a.state in ('ready', 'reviewed', 'reading') then 'finished'
	                             when a.id is null then 'other' else 'later' end) as outcome
	  from (select 1) one
	  left join asked a on true
)
select c.id::text, c.reference, c.case_id::text, m.native_name, m.language,
       case when m.native_name ~ '[A-Za-z]' then null
            else m.first_name || ' ' || m.last_name end as latin_name,
       case when c.ended_at is null then 'Wrap up the call with ' else 'Call with ' end
       || member_name(m) as title,
       c.ended_at is null as is_open, c.kept, fmt_when(c.started_at) as started,
       fmt_time(c.ended_at) as ended, c.ender,
       c.note_version::text as note_version, c.language_word,
       coalesce($5, call_draft(c.c)) as draft,
       (select coalesce(string_agg(t.key, ' '), '') from call_told(c.c) t) as note_keys,
       $4::text as follow_up, c.checked = '{}' as is_unchecked,
       (select o.word from call_outcomes o where o.outcome = c.outcome) as outcome_word,
       (select json_build_object(
                   'sentence', a.calendar ->> 'sentence',
                   'days', (select string_agg((d ->> 'word') || ': ' || (d ->> 'when'), ', ')
                              from json_array_elements(a.calendar -> 'days') d))
          from asked a
         where a.state in ('sending', 'waiting', 'connecting', 'needs_you')) as reminders,
       (select json_agg(json_build_object('code', o.outcome, 'word', o.word, 'note', o.note,
                                          'is_chosen', o.outcome = g.outcome) order by o.position)
          from call_outcomes o, guess g
         where o.is_asked) as outcomes,
       (select json_agg(json_build_object('code', i.interpreter, 'word', i.word,
                                          'is_chosen', i.interpreter = coalesce($8, c.interpreter))
                        order by i.position) from call_interpreters i) as interpreters
  from the_call c
  join members m on m.id = c.caller_id
