-- Tasks: what a person has to do, opened and closed by what happens (product.md §4, /worklist).
--
-- Statements of other files use two functions; both may run twice:
--	select task_open('message_failed', o.case_id, 'The text did not arrive', order_id => o.id)
--	select task_close('message_failed', task_subject(o.case_id, order_id => o.id), 'It arrived')
-- A select in a CTE runs only when something reads it: read it in the main select, e.g.
--	(select count(task_open(…)) from failed)

create table task_kinds (
	kind        text primary key check (kind ~ '^[a-z_]+$'),
	word        text not null,              -- what the list calls it
	what_to_do  text not null,
	verb        text not null,              -- the button
	place       text not null               -- where the button leads
	            check (place in ('order', 'fix', 'report', 'case', 'task')),
	icon        text not null,
	look        text not null check (look in ('you', 'ready', 'wait')),
	rank        integer not null,           -- among tasks due the same day: what breaks first
	due_days    integer not null check (due_days between 0 and 60), -- working days
	is_review   boolean not null default false,   -- only for those who review income
	is_of_order boolean not null default false    -- is an order's own state, told as a task
);
insert into task_kinds (kind, word, what_to_do, verb, place, icon, look, rank, due_days, is_review,
	is_of_order) values
	('order_fix', 'Fix the order',
	 'Truv refused it. Change the fields it names; then it goes out.',
	 'Fix and send', 'fix', 'edit', 'you', 1, 1, false, true),
	('order_stopped', 'Get the client going again',
	 'The order says what stopped and what to tell the client.',
	 'Open the order', 'order', 'error', 'you', 2, 1, false, true),
	('message_failed', 'Reach the client another way',
	 'A message did not arrive. Ask for the right address or number, or hand over the link.',
	 'Open the order', 'order', 'error', 'you', 3, 1, false, false),
	('refresh_failed', 'Get the data another way',
	 'The connection could not be read again. Send a new link, or use what there is.',
	 'Open the order', 'order', 'error', 'you', 4, 2, false, false),
	('call_back', 'Call the client',
	 'It was promised. Call, then mark it done with what came of it.',
	 'Open the case', 'case', 'phone', 'you', 5, 0, false, false),
	('review', 'Review the report',
	 'The data is there. Compare it with the case and decide.',
	 'Review', 'report', 'assessment', 'ready', 6, 3, true, true),
	('clarification', 'Ask the client about a difference',
	 'The report and what the client said differ. Ask, and note the answer.',
	 'Open the case', 'case', 'help', 'you', 7, 3, true, false),
	('never_opened', 'Call about the link',
	 'The link went out and was never opened. Call, or send it another way.',
	 'Open the order', 'order', 'phone', 'wait', 8, 2, false, false),
	('by_hand', 'Do what it says',
	 'Somebody wrote this task. Do it, then mark it done with what came of it.',
	 'Open the case', 'case', 'check_circle_outline', 'you', 9, 2, false, false);

create table tasks (
	id              bigint generated always as identity primary key,
	kind            text not null references task_kinds,
	subject         text not null,          -- see task_subject()
	case_id         bigint not null references cases,
	order_id        bigint references orders,
	member_id       bigint references members,
	message_id      bigint,
	sentence        text not null check (length(sentence) between 1 and 400),
	opened_at       timestamptz not null default now(),
	opened_by       bigint references users,                 -- null: it opened itself
	due_on          date not null,
	due_rule        text not null check (length(due_rule) between 1 and 400),
	-- Who has it instead of the case's worker.
	assignee_id     bigint references users,
	snoozed_until   date,                                    -- comes back that morning
	snooze_reason   text check (length(snooze_reason) between 1 and 200),
	done_at         timestamptz,
	done_by         bigint references users,                 -- null: an event closed it
	done_note       text check (length(done_note) between 1 and 400),
	closed_by_event text check (length(closed_by_event) between 1 and 400),
	client_key      text unique,            -- of the form that made it
	constraint tasks_snooze_whole check ((snoozed_until is null) = (snooze_reason is null)),
	constraint tasks_done_whole check (case when done_at is null
		then done_by is null and done_note is null and closed_by_event is null
		else (done_by is null) = (closed_by_event is not null) end)
);
create unique index tasks_one_open on tasks (kind, subject) where done_at is null;
create index tasks_of_case on tasks (case_id, id desc);
create index tasks_of_order on tasks (order_id) where order_id is not null;
create index tasks_open_of_assignee on tasks (assignee_id) where done_at is null;

alter table tasks enable row level security;
alter table tasks force row level security;
create policy office on tasks
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));
grant select, insert, update on tasks to verify_app;
grant select on task_kinds to verify_app;
create trigger tell after insert or update on tasks for each row execute function tell_part();

-- What a task is about, the nearest thing named: of one kind only one is open for it.
create function task_subject(case_id bigint, order_id bigint default null,
	member_id bigint default null, message_id bigint default null)
returns text language sql immutable as $$
	select case when message_id is not null then 'message:' || message_id::text
	            when order_id is not null then 'order:' || order_id::text
	            when member_id is not null then 'member:' || member_id::text
	            else 'case:' || case_id::text end
$$;

-- When a task of a kind is due that opens now: in its working days, or with its case's first
-- program, when that comes first.
create function task_due(kind text, case_id bigint, opened timestamptz, out due_on date,
	out due_rule text) language sql stable as $$
	select case when p.due_on <= d.due_on then p.due_on else d.due_on end,
	       case when p.due_on <= d.due_on
	            then left(p.name || ' is due then. ' || p.due_rule, 400) else d.due_rule end
	  from task_kinds k
	 cross join lateral due_after(opened, k.due_days) d
	  left join lateral (
	       select cp.due_on, cp.due_rule, g.name
	         from case_programs cp
	         join programs g on g.id = cp.program_id
	        where cp.case_id = task_due.case_id
	        order by cp.due_on, g.id
	        limit 1) p on true
	 where k.kind = task_due.kind
$$;

-- Opens a task and gives its id. Is one open for the same, that one takes over a new sentence, and
-- then comes back from its snooze.
create function task_open(kind text, case_id bigint, sentence text, order_id bigint default null,
	member_id bigint default null, message_id bigint default null, due_on date default null,
	due_rule text default null, assignee_id bigint default null, opened_by bigint default null)
returns bigint language plpgsql volatile as $$
#variable_conflict use_column
declare
	about text := task_subject(task_open.case_id, task_open.order_id, task_open.member_id,
		task_open.message_id);
	due record;
	made bigint;
begin
	select d.due_on, d.due_rule into due
	  from task_due(task_open.kind, task_open.case_id, now()) d;
	insert into tasks as t (kind, subject, case_id, order_id, member_id, message_id, sentence,
		due_on, due_rule, assignee_id, opened_by)
	values (task_open.kind, about, task_open.case_id, task_open.order_id, task_open.member_id,
		task_open.message_id, left(task_open.sentence, 400),
		coalesce(task_open.due_on, due.due_on),
		case when task_open.due_on is null then due.due_rule
		     else coalesce(task_open.due_rule, 'Set by a person.') end,
		task_open.assignee_id, task_open.opened_by)
	on conflict (kind, subject) where done_at is null do update
	   set sentence = excluded.sentence, snoozed_until = null, snooze_reason = null
	 where t.sentence <> excluded.sentence
	returning t.id into made;
	if made is null then
		select t.id into made from tasks t
		 where t.kind = task_open.kind and t.subject = about and t.done_at is null;
	end if;
	return made;
end $$;

-- Closes what is open for a subject, because of an event told in a sentence. kind null: every kind.
-- Gives how many.
create function task_close(kind text, subject text, event text) returns bigint
language sql volatile as $$
	with closed as (
		update tasks t
		   set done_at = now(), closed_by_event = left(event, 400)
		 where t.subject = task_close.subject and t.done_at is null
		   and (task_close.kind is null or t.kind = task_close.kind)
		returning t.id)
	select count(*) from closed
$$;

-- The states in which an order wants a person are tasks; they end with the state.
create function task_of_order() returns trigger language plpgsql as $$
declare
	wanted text := case new.state when 'needs_fix' then 'order_fix' when 'ready' then 'review'
	                              when 'needs_you' then 'order_stopped' end;
	about text := task_subject(new.case_id, new.id);
	state_word text;
begin
	select s.word into state_word from order_states s where s.state = new.state;
	perform task_close(k.kind, about, 'The order went on: ' || state_word || '.')
	   from task_kinds k
	  where k.is_of_order and k.kind is distinct from wanted;
	if new.state not in ('waiting', 'sending', 'checking') then
		perform task_close('never_opened', about, 'The order went on: ' || state_word || '.');
	end if;
	if wanted is not null and exists (
		select from cases c where c.id = new.case_id and c.closed_at is null) then
		perform task_open(wanted, new.case_id,
			coalesce((select c.title from causes c where c.cause = new.cause),
			         'The data is there'),
			order_id => new.id, member_id => new.member_id);
	end if;
	return null;
end $$;
create trigger task_of_order_made after insert on orders for each row
	when (new.state in ('needs_fix', 'needs_you', 'ready')) execute function task_of_order();
create trigger task_of_order_moved after update of state, cause on orders for each row
	when (old.state is distinct from new.state or old.cause is distinct from new.cause)
	execute function task_of_order();

-- A closed case has nothing left to do.
create function task_of_case() returns trigger language plpgsql as $$
begin
	update tasks t
	   set done_at = now(), closed_by_event = 'The case was closed.'
	 where t.case_id = new.id and t.done_at is null;
	return null;
end $$;
create trigger task_of_case after update of closed_at on cases for each row
	when (old.closed_at is null and new.closed_at is not null) execute function task_of_case();

-- What stands open on the day this arrives.
select set_config('app.sees_all', 'true', true);
select count(task_open(case o.state when 'needs_fix' then 'order_fix' when 'ready' then 'review'
                                    else 'order_stopped' end, o.case_id,
                       coalesce(z.title, 'The data is there'), order_id => o.id,
                       member_id => o.member_id))
  from orders o
  join cases c on c.id = o.case_id and c.closed_at is null
  left join causes z on z.cause = o.cause
 where o.state in ('needs_fix', 'needs_you', 'ready');
