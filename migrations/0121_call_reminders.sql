-- A contact note of a client who will finish later says when the reminders go.

create or replace function call_note(c calls, draft text, ended text, follow_up text, agent text,
	ended_at timestamptz) returns text language sql stable as $$
	select left(concat_ws(E'\n', nullif(btrim(draft, E' \t\r\n'), ''),
	            'Spoke ' || l.word || ', ' || i.note || '.',
	            o.note || coalesce(case when ended = 'later' then (
	                select ' Reminders go by themselves: '
	                       || string_agg(fmt_date(r.at), '; ' order by r.at) || '.'
	                  from orders x
	                 cross join order_reminders(x.id) r
	                 where x.member_id in (c.caller_id, c.member_id) and r.at > ended_at
	                   and coalesce(reminder_barrier(x), 'stopped') = 'stopped') end, ''),
	            'Next: ' || rtrim(nullif(follow_up, ''), '. ') || '.',
	            'Call ' || fmt_day(c.started_at) || ', ' || fmt_time(c.started_at) || ' to '
	            || fmt_time(ended_at) || ', by ' || agent || '.'), 4000)
	  from languages l, call_interpreters i, call_outcomes o
	 where l.code = c.language and i.interpreter = c.interpreter and o.outcome = ended
$$;
