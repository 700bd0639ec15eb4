-- Calls: who is on the line, what was said and sent, and the contact note that is left of it; and
-- how a caller is found (product.md §4, look.md "Call").

-- How a call ended. note: the sentence that the contact note ends with.
create table call_outcomes (
	outcome  text primary key,
	position integer not null unique,
	word     text not null,
	note     text not null,
	is_asked boolean not null                   -- a person may choose it
);
insert into call_outcomes (outcome, position, word, note, is_asked) values
	('finished', 1, 'Finished on the call', 'Client finished the link during the call.', true),
	('later', 2, 'Will finish later', 'Client will finish the link later.', true),
	('paper', 3, 'Paper instead', 'Client will bring or mail pay stubs on paper.', true),
	('other', 4, 'Something else', 'Nothing was asked of the client.', true),
	('dropped', 5, 'The line dropped', 'The line dropped before the call was wrapped up.', true),
	('left', 6, 'Not wrapped up', 'Nobody wrapped the call up. Kept by itself.', false);

create table call_interpreters (
	interpreter text primary key,
	position    integer not null unique,
	word        text not null,
	note        text not null                   -- after "Spoke Spanish, "
);
insert into call_interpreters (interpreter, position, word, note) values
	('none',   1, 'No interpreter',          'no interpreter'),
	('worker', 2, 'I speak the language',    'worker speaks the language'),
	('line',   3, 'Interpreter on the line', 'interpreter on the line'),
	('family', 4, 'Family or friend helped', 'family or friend interpreted');

-- member_id: whose link the page is about now; caller_id: who called. note is a draft until the
-- call is over: what the agent typed, with the lines (note_keys) that stand in it already.
create table calls (
	id           bigint generated always as identity primary key,
	case_id      bigint not null references cases,
	caller_id    bigint not null references members,
	member_id    bigint not null references members,
	phone        text check (phone ~ '^\+1\d{10}$'),
	language     text not null references languages,
	interpreter  text not null default 'none' references call_interpreters,
	checked      text[] not null default '{}' check (checked <@ '{name,birth_date,ssn,address}'),
	checked_at   timestamptz,
	agent_id     bigint not null references users,
	note         text check (length(note) <= 3600),
	note_keys    text[] not null default '{}',
	note_version integer not null default 0,
	outcome      text references call_outcomes,
	follow_up    text check (length(follow_up) <= 200),
	ended_at     timestamptz,
	ended_by     bigint references users,
	note_id      bigint references notes,
	client_key   text not null unique check (client_key ~ '^[A-Za-z0-9-]{16,80}$'),
	started_at   timestamptz not null default now(),
	constraint calls_checked_whole check ((checked = '{}') = (checked_at is null)),
	constraint calls_ended_whole check ((ended_at is null) = (outcome is null))
);
-- Who calls twice while the first call is not wrapped up is still in that call.
create unique index calls_one_open on calls (caller_id) where ended_at is null;
create index calls_open on calls (started_at) where ended_at is null;
create index calls_of_case on calls (case_id, id desc);

-- What the people on the call did, as the contact note says it. The key makes a second telling
-- vanish. What the client did stands in order_steps and timeline.
create table call_lines (
	id      bigint generated always as identity primary key,
	call_id bigint not null references calls,
	key     text not null unique,
	text    text not null check (length(text) between 1 and 400),
	at      timestamptz not null default now()
);
create index call_lines_of_call on call_lines (call_id, at);

-- For lines written in the statement that makes their call.
create function scope_has_call(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from calls c where c.id = wanted);
end $$;
alter table calls enable row level security;
alter table calls force row level security;
create policy office on calls
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));
alter table call_lines enable row level security;
alter table call_lines force row level security;
create policy office on call_lines
	using (scope_all() or exists (select from calls c where c.id = call_id))
	with check (scope_has_call(call_id));
grant select, insert, update on calls to verify_app;
grant select, insert on call_lines to verify_app;
grant select on call_outcomes, call_interpreters to verify_app;

create trigger tell after insert or update on calls for each row execute function tell_part();
create function tell_call_line() returns trigger language plpgsql as $$
begin
	perform tell((select c.case_id from calls c where c.id = new.call_id), null);
	return null;
end $$;
create trigger tell after insert on call_lines for each row execute function tell_call_line();

-- What the contact note tells of a call, in order: what we did, and what the client did meanwhile.
create function call_told(c calls) returns table (key text, at timestamptz, text text)
language sql stable as $$
	select 'line:' || l.id, l.at, l.text
	  from call_lines l
	 where l.call_id = c.id
	union all
	select 'step:' || s.order_id || ':' || s.step, s.at,
	       case when o.member_id = c.caller_id then 'Client' else member_name(m) end || w.words
	  from orders o
	  join members m on m.id = o.member_id
	  join order_steps s on s.order_id = o.id
	  join (values ('opened', ' opened the link.'), ('found', ' found the employer or bank.'),
	               ('signed_in', ' signed in.'), ('ready', '’s data came, ready to review.'))
	       w (step, words) on w.step = s.step
	 where o.case_id = c.case_id and s.at between c.started_at and coalesce(c.ended_at, now())
	union all
	select 'told:' || t.id, t.at, t.sentence || '.'
	  from timeline t
	 where t.case_id = c.case_id and t.is_failure
	   and t.at between c.started_at and coalesce(c.ended_at, now())
	 order by 2, 1
$$;

-- The draft with the lines that are not in it yet: nothing that was typed is ever moved or lost.
create function call_draft(c calls) returns text language sql stable as $$
	select concat_ws(E'\n', nullif(c.note, ''),
	                 string_agg(fmt_time(t.at) || ' ' || t.text, E'\n' order by t.at, t.key)
	                 filter (where not t.key = any (c.note_keys)))
	  from call_told(c) t
$$;

-- The whole contact note: the draft, then how it ended.
create function call_note(c calls, draft text, ended text, follow_up text, agent text,
	ended_at timestamptz) returns text language sql stable as $$
	select left(concat_ws(E'\n', nullif(btrim(draft, E' \t\r\n'), ''),
	            'Spoke ' || l.word || ', ' || i.note || '.',
	            o.note || coalesce(' ' || nullif(follow_up, ''), ''),
	            'Call ' || fmt_day(c.started_at) || ', ' || fmt_time(c.started_at) || ' to '
	            || fmt_time(ended_at) || ', by ' || agent || '.'), 4000)
	  from languages l, call_interpreters i, call_outcomes o
	 where l.code = c.language and i.interpreter = c.interpreter and o.outcome = ended
$$;

-- What stands in one box, taken apart: a phone number, a birth date, and the rest, which may be a
-- case number or a name. Plain comparisons of stored columns: row-level security lets an index
-- serve no other.
alter table members
	add column first_key  text generated always as (fold(first_name)) stored,
	add column last_key   text generated always as (fold(last_name)) stored,
	add column native_key text generated always as (fold(native_name)) stored;
alter table cases
	add column reference_key text generated always as (fold(reference)) stored;
create index members_by_first on members (first_key text_pattern_ops);
create index members_by_last on members (last_key text_pattern_ops);
create index members_by_native on members (native_key text_pattern_ops);
create index members_by_birth on members (born_on);
create index members_by_phone on members (phone);
create index cases_by_reference on cases (reference_key);
create index orders_by_phone on orders (phone);

create function call_terms(typed text, out phone text, out born_on date, out words text)
language plpgsql immutable as $$
declare
	digits text := regexp_replace(typed, '\D', '', 'g');
	part text[];
begin
	words := typed;
	if typed !~ '[[:alpha:]]' and digits ~ '^1?[2-9]\d{9}$' then
		phone := '+1' || right(digits, 10);
	end if;
	part := regexp_match(typed, '(\d{4})-(\d{1,2})-(\d{1,2})');
	if part is null then
		part := regexp_match(typed, '(\d{1,2})[/. -](\d{1,2})[/. -]((?:19|20)\d{2})(?!\d)');
		part := array[part[3], part[1], part[2]];
	end if;
	if part[1] is not null then
		begin
			born_on := make_date(part[1]::integer, part[2]::integer, part[3]::integer);
			words := regexp_replace(typed, '\d{1,4}[/. -]\d{1,2}[/. -]\d{1,4}', ' ');
		exception when others then
			born_on := null;
		end;
	end if;
end $$;
