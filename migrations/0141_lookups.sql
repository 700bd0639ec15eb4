-- Look-ups that somebody should explain: found every night in the audit trail, and at once when a
-- restricted case is opened; a supervisor of the office, never the person, says what came of it.

create table lookup_kinds (
	kind  text primary key check (kind ~ '^[a-z_]+$'),
	word  text not null,                    -- what the list calls it
	meant text not null,                    -- what it may mean, and what to ask
	rank  integer not null,
	most  integer check (most > 0)          -- so many a day are ordinary; null: none is
);
insert into lookup_kinds (kind, word, meant, rank, most) values
	('restricted', 'Opened a restricted case',
	 'Was the reason a good one, and did the work need it?', 1, null),
	('coworker', 'Looked at a co-worker’s case, or their own',
	 'A member has the name of somebody who works here. Is it the same person? What was the work?',
	 2, null),
	('surname', 'Looked at a case with their own family name',
	 'Are they related? Then somebody else does the case.', 3, null),
	('many', 'Looked at very many cases in a day',
	 'What was the work that needed so many?', 4, 120),
	('no_work', 'Looked at a case without work on it',
	 'The case and its tasks are others’, and nothing was done. Why was it looked at?',
	 5, null);

create table lookups (
	id         bigint generated always as identity primary key,
	kind       text not null references lookup_kinds,
	user_id    bigint not null references users,        -- who looked
	case_id    bigint references cases,                 -- null: many cases
	office_id  bigint not null references offices,      -- whose supervisors are asked
	opening_id bigint unique references openings,
	day        date,                                    -- of many cases
	times      integer not null default 1 check (times > 0),
	first_at   timestamptz not null default now(),
	last_at    timestamptz not null default now(),
	state      text not null default 'open' check (state in ('open', 'explained', 'passed_on')),
	reason     text check (length(reason) between 1 and 400),
	decided_by bigint references users,
	decided_at timestamptz,
	constraint lookups_about check ((case_id is null) = (kind = 'many')
		and (day is null) = (kind <> 'many') and (opening_id is null) = (kind <> 'restricted')),
	constraint lookups_decided_whole check (num_nulls(reason, decided_by, decided_at)
		= case state when 'open' then 3 else 0 end),
	constraint lookups_not_ones_own check (decided_by <> user_id)
);
-- Of one person, case and kind only one is open; of many cases, one a day.
create unique index lookups_one_open on lookups (kind, user_id, case_id, day) nulls not distinct
	where state = 'open' and kind <> 'restricted';
create index lookups_open on lookups (office_id, last_at desc) where state = 'open';
create index lookups_decided on lookups (office_id, decided_at desc) where state <> 'open';
create index lookups_of_user on lookups (user_id, kind, case_id);

-- A supervisor's own are for another supervisor.
alter table lookups enable row level security;
alter table lookups force row level security;
create policy office on lookups using (scope_all()
	or (scope_role() = 'supervisor' and office_id = any (scope_offices())
	    and user_id is distinct from scope_user()));
create policy told on lookups for insert
	with check (kind = 'restricted' and user_id = scope_user());
grant select on lookup_kinds to verify_app;
grant select, insert, update on lookups to verify_app;

create index audit_by_time on audit (at);

-- What somebody did that only shows: everything else in the trail changes something.
create function is_look(action text) returns boolean language sql immutable as $$
	select action in ('case.view', 'order.view', 'order.events', 'order.compare',
		'order.show_code', 'order.print', 'report.view', 'report.paper', 'review.view',
		'review.compare', 'review.assets', 'review.hours', 'income.view', 'income.note',
		'income.print', 'member.view', 'task.view', 'call.view')
$$;

-- The case that a subject of the audit trail belongs to: "order:12" → 7. Null: to none.
create function subject_case(subject text) returns bigint language sql stable as $$
	select case split_part(subject, ':', 1)
	       when 'case' then s.id
	       when 'order' then (select o.case_id from orders o where o.id = s.id)
	       when 'member' then (select m.case_id from members m where m.id = s.id)
	       when 'task' then (select t.case_id from tasks t where t.id = s.id)
	       when 'call' then (select c.case_id from calls c where c.id = s.id)
	       when 'review' then (select o.case_id from reviews r join orders o on o.id = r.order_id
	                            where r.id = s.id) end
	  from (select case when subject ~ '^[a-z]+:[0-9]{1,18}$'
	                    then split_part(subject, ':', 2)::bigint end as id) s
$$;

-- The family name of somebody who works here, folded: "Dana Whitfield" → whitfield.
create function family_name(name text) returns text language sql immutable as $$
	select fold(regexp_replace(btrim(name), '^.*\s', ''))
$$;

-- Whoever opens a restricted case cannot do so unnoticed: its supervisors are asked to look.
create function opening_told() returns trigger language plpgsql as $$
begin
	insert into lookups (kind, user_id, case_id, office_id, opening_id)
	values ('restricted', new.user_id, new.case_id, new.office_id, new.id);
	insert into timeline (case_id, key, icon, sentence, teller)
	select new.case_id, 'opening:' || new.id, 'lock_open',
	       u.name || ' opened this restricted case until ' || fmt_time(new.until_at), u.name
	  from users u
	 where u.id = new.user_id;
	return null;
end $$;
create trigger opening_told after insert on openings
	for each row execute function opening_told();
