-- The contact note tells what happened at one moment in the order in which it happened, says the
-- next step as a sentence, and leaves a task behind where something was promised.

drop function call_told(calls);
create function call_told(c calls)
returns table (key text, at timestamptz, place integer, text text) language sql stable as $$
	select 'line:' || l.id, l.at, 0, l.text
	  from call_lines l
	 where l.call_id = c.id
	union all
	select 'step:' || s.order_id || ':' || s.step, s.at, w.place,
	       case when o.member_id = c.caller_id then 'Client' else member_name(m) end
	       || case when s.step = 'found' then coalesce(' chose ' || (
	                    select fmt_list(array_agg(n.name order by n.id))
	                      from connections n
	                     where n.order_id = o.id) || '.', w.words)
	               else w.words end
	  from orders o
	  join members m on m.id = o.member_id
	  join order_steps s on s.order_id = o.id
	  join (values (1, 'opened', ' opened the link.'),
	               (2, 'found', ' found the employer or bank.'),
	               (3, 'signed_in', ' signed in.'), (5, 'ready', '’s data came, ready to review.'))
	       w (place, step, words) on w.step = s.step
	 where o.case_id = c.case_id and s.at between c.started_at and coalesce(c.ended_at, now())
	union all
	select 'told:' || t.id, t.at, 4, t.sentence || '.'
	  from timeline t
	 where t.case_id = c.case_id and t.is_failure
	   and t.at between c.started_at and coalesce(c.ended_at, now())
$$;

create or replace function call_draft(c calls) returns text language sql stable as $$
	select concat_ws(E'\n', nullif(c.note, ''),
	                 string_agg(fmt_time(t.at) || ' ' || t.text, E'\n'
	                            order by t.at, t.place, t.key)
	                 filter (where not t.key = any (c.note_keys)))
	  from call_told(c) t
$$;

create or replace function call_note(c calls, draft text, ended text, follow_up text, agent text,
	ended_at timestamptz) returns text language sql stable as $$
	select left(concat_ws(E'\n', nullif(btrim(draft, E' \t\r\n'), ''),
	            'Spoke ' || l.word || ', ' || i.note || '.', o.note,
	            'Next: ' || rtrim(nullif(follow_up, ''), '. ') || '.',
	            'Call ' || fmt_day(c.started_at) || ', ' || fmt_time(c.started_at) || ' to '
	            || fmt_time(ended_at) || ', by ' || agent || '.'), 4000)
	  from languages l, call_interpreters i, call_outcomes o
	 where l.code = c.language and i.interpreter = c.interpreter and o.outcome = ended
$$;

-- What is left to do after a call that ended so; nothing where no row says it.
create table call_tasks (
	outcome  text primary key references call_outcomes,
	kind     text not null references task_kinds,
	sentence text not null
);
insert into call_tasks (outcome, kind, sentence) values
	('dropped', 'call_back', 'The line dropped during a call'),
	('left', 'call_back', 'A call was never wrapped up'),
	('paper', 'by_hand', 'Mail the list of what to show on paper');
grant select on call_tasks to verify_app;

-- The note of a call is found by its key.
alter table calls drop column note_id;

-- The call that a form made, or that somebody is in: asked after an insert that found it there, so
-- it must see what another transaction has just committed, as only a volatile function does.
create function call_going(caller bigint, form_key text) returns bigint
language plpgsql volatile as $$
begin
	return (select c.id
	          from calls c
	         where c.client_key = form_key or (c.caller_id = caller and c.ended_at is null)
	         order by c.client_key = form_key desc
	         limit 1);
end $$;

-- A date stands between no other digits.
create or replace function call_terms(typed text, out phone text, out born_on date,
	out words text) language plpgsql immutable as $$
declare
	digits text := regexp_replace(typed, '\D', '', 'g');
	ours text := '(?<!\d)(\d{1,2})[/. -](\d{1,2})[/. -]((?:19|20)\d{2})(?!\d)';
	part text[] := regexp_match(typed, '(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)');
begin
	words := typed;
	if typed !~ '[[:alpha:]]' and digits ~ '^1?[2-9]\d{9}$' then
		phone := '+1' || right(digits, 10);
	end if;
	if part is null then
		part := regexp_match(typed, ours);
		part := array[part[3], part[1], part[2]];
	end if;
	if part[1] is not null then
		born_on := make_date(part[1]::integer, part[2]::integer, part[3]::integer);
		words := regexp_replace(regexp_replace(typed, ours, ' '), '\d{4}-\d{1,2}-\d{1,2}', ' ');
	end if;
exception when datetime_field_overflow then
	born_on := null;
end $$;
