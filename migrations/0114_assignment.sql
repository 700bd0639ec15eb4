-- Whose case it is: every change of hands is kept, and the pool can be shared out in turn, by
-- language and program (product.md §4).

create table user_languages (
	user_id  bigint not null references users,
	language text not null references languages,
	primary key (user_id, language)
);
-- A worker without a row here takes every program.
create table user_programs (
	user_id    bigint not null references users,
	program_id bigint not null references programs,
	primary key (user_id, program_id)
);
grant select, insert, delete on user_languages, user_programs to verify_app;

create table assignments (
	id      bigint generated always as identity primary key,
	case_id bigint not null references cases,
	task_id bigint references tasks,                 -- null: the whole case
	from_id bigint references users,                 -- null: from the pool
	to_id   bigint references users,                 -- null: into the pool
	by_id   bigint references users,                 -- null: shared out in turn
	how     text not null check (how in ('take', 'takeover', 'give', 'release', 'share')),
	at      timestamptz not null default clock_timestamp()
);
create index assignments_of_case on assignments (case_id, id desc);
create index assignments_to on assignments (to_id, at desc);
alter table assignments enable row level security;
alter table assignments force row level security;
create policy office on assignments
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));
grant select, insert on assignments to verify_app;

-- Who is asking now, when it is a person.
create function scope_user() returns bigint language sql stable as $$
	select nullif(current_setting('app.user', true), '')::bigint
$$;

-- However a case or task changes hands, it is written down and told.
create function assignment_keep(case_id bigint, task_id bigint, was bigint, now_has bigint)
returns void language plpgsql volatile as $$
declare
	asker bigint := case when current_setting('app.sharing', true) = 'on' then null
	                     else scope_user() end;
	way text := case when now_has is null then 'release' when asker is null then 'share'
	                 when asker = now_has and was is null then 'take'
	                 when asker = now_has then 'takeover' else 'give' end;
	made bigint;
begin
	insert into assignments (case_id, task_id, from_id, to_id, by_id, how)
	values (assignment_keep.case_id, assignment_keep.task_id, was, now_has, asker,
		way)
	returning id into made;
	insert into timeline (case_id, key, icon, sentence, teller)
	select assignment_keep.case_id, 'assignment:' || made, 'person',
	       case when assignment_keep.task_id is null then 'The case ' else 'A task ' end
	       || case way when 'release' then 'went back to the pool'
	                   when 'take' then 'was taken from the pool'
	                   when 'takeover' then 'was taken over from ' || f.name
	                   when 'share' then 'went to ' || t.name || ', whose turn it was'
	                   else 'was given to ' || t.name end,
	       coalesce(a.name, 'Verify')
	  from (values (1)) one
	  left join users f on f.id = was
	  left join users t on t.id = now_has
	  left join users a on a.id = asker;
end $$;

create function case_changes_hands() returns trigger language plpgsql as $$
begin
	perform assignment_keep(new.id, null, old.worker_id, new.worker_id);
	return null;
end $$;
create trigger case_changes_hands after update of worker_id on cases for each row
	when (old.worker_id is distinct from new.worker_id) execute function case_changes_hands();
create function task_changes_hands() returns trigger language plpgsql as $$
begin
	perform assignment_keep(new.case_id, new.id, old.assignee_id, new.assignee_id);
	return null;
end $$;
create trigger task_changes_hands after update of assignee_id on tasks for each row
	when (old.assignee_id is distinct from new.assignee_id)
	execute function task_changes_hands();

-- Who is next for a case: of its office, speaking its applicant's language and doing its programs,
-- whoever was given a case longest ago. English needs nobody special; where nobody speaks a
-- language, everybody may. Null: the office has no caseworker.
create function worker_next(wanted bigint) returns bigint language sql stable as $$
	select u.id
	  from cases c
	  join members m on m.case_id = c.id and m.relation = 'applicant'
	  join user_offices x on x.office_id = c.office_id
	  join users u on u.id = x.user_id and u.role = 'caseworker' and not u.is_disabled
	 cross join lateral (
	       select m.language = 'en' or exists (
	              select from user_languages l
	               where l.user_id = u.id and l.language = m.language) as speaks) s
	 cross join lateral (
	       select not exists (select from user_programs p where p.user_id = u.id)
	              or exists (select from user_programs p
	                           join case_programs cp on cp.program_id = p.program_id
	                          where p.user_id = u.id and cp.case_id = c.id) as does) d
	 cross join lateral (
	       select max(a.at) as at from assignments a
	        where a.to_id = u.id and a.task_id is null) last
	 where c.id = wanted
	 order by s.speaks desc, d.does desc, last.at nulls first, u.id
	 limit 1
$$;

-- Shares out the pool of offices, at most so many cases, the first due first. Two who press at once
-- share out each case once. Gives how many went to somebody.
create function pool_share(offices bigint[], most integer) returns integer
language plpgsql volatile as $$
declare
	next bigint;
	whose bigint;
	given integer := 0;
begin
	perform pg_advisory_xact_lock(hashtextextended('pool_share', 0));
	perform set_config('app.sharing', 'on', true);
	for next in
		select c.id from cases c
		 where c.office_id = any (offices) and c.worker_id is null and c.closed_at is null
		 order by (select min(p.due_on) from case_programs p where p.case_id = c.id), c.id
		 limit most
	loop
		whose := worker_next(next);
		update cases c set worker_id = whose
		 where c.id = next and c.worker_id is null and whose is not null;
		given := given + (found)::integer;
	end loop;
	perform set_config('app.sharing', '', true);
	return given;
end $$;
