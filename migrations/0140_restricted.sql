-- Restricted cases: who may see one is held in one function (safety.md §3). It is open to the
-- worker it is assigned to, to the supervisors of its office, and for an hour to whoever opened it
-- with a reason. For everybody else it is not there, and with it nothing that hangs on it, because
-- their policies ask for the case; only restricted_cases() gives them a line without a person.

-- Who asks: app.user is somebody's id, app.role their role; an agent's app.offices are all of them.
-- app.sees_all is a job's, which is nobody's.
create function scope_role() returns text language sql stable as $$
	select coalesce(current_setting('app.role', true), '')
$$;

-- Why a case is restricted, from when to when.
create table restrictions (
	id          bigint generated always as identity primary key,
	case_id     bigint not null references cases,
	reason      text not null check (length(reason) between 1 and 400),
	set_by      bigint not null references users,
	set_at      timestamptz not null default now(),
	lift_reason text check (length(lift_reason) between 1 and 400),
	lifted_by   bigint references users,
	lifted_at   timestamptz,
	constraint restrictions_lifted_whole check (num_nulls(lift_reason, lifted_by, lifted_at)
		in (0, 3))
);
create unique index restrictions_one on restrictions (case_id) where lifted_at is null;

-- Somebody opened a restricted case for themselves, with a reason, until a time.
create table openings (
	id         bigint generated always as identity primary key,
	case_id    bigint not null references cases,
	office_id  bigint not null references offices,
	user_id    bigint not null references users,
	reason     text not null check (length(reason) between 1 and 400),
	client_key text unique,                             -- of the form: a second press opens once
	opened_at  timestamptz not null default now(),
	until_at   timestamptz not null,
	constraint openings_end check (until_at between opened_at and opened_at + interval '1 hour')
);
create index openings_of_user on openings (user_id, case_id, until_at desc);
create index cases_restricted on cases (office_id) where is_restricted;

alter table openings enable row level security;
alter table openings force row level security;
create policy own on openings using (scope_all() or user_id = scope_user()
	or (scope_role() = 'supervisor' and office_id = any (scope_offices())));
create policy own_only on openings as restrictive for insert
	with check (scope_all() or user_id = scope_user());

-- THE rule. asker, role and offices are those of whoever asks.
create function restricted_open(wanted bigint, office bigint, worker bigint, asker bigint,
	role text, offices bigint[]) returns boolean language sql stable as $$
	select coalesce(worker = asker, false)
	       or (role = 'supervisor' and office = any (offices))
	       or exists (select from openings o
	                   where o.case_id = wanted and o.user_id = asker and o.until_at > now())
$$;
create function scope_open(wanted bigint, office bigint, worker bigint) returns boolean
language sql stable as $$
	select restricted_open(wanted, office, worker, scope_user(), scope_role(), scope_offices())
$$;

-- The second half is only asked of restricted cases: the others cost what they did before.
drop policy office on cases;
create policy office on cases using (scope_all()
	or (office_id = any (scope_offices())
	    and (not is_restricted or scope_open(id, office_id, worker_id))));

-- Who came to the window is told of only to those who may see them.
drop policy office on visitors;
create policy office on visitors using (scope_all()
	or (office_id = any (scope_offices())
	    and exists (select from members m where m.id = member_id)));

alter table restrictions enable row level security;
alter table restrictions force row level security;
create policy office on restrictions
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));
grant select, insert, update on restrictions, openings to verify_app;

-- Only a supervisor of the office restricts and lifts, and nobody makes a restricted case their own
-- while they merely have it open. A job, which is nobody, may move work about.
create function case_guard() returns trigger language plpgsql as $$
begin
	if scope_user() is null
	   or (scope_role() = 'supervisor' and old.office_id = any (scope_offices())) then
		return new;
	end if;
	if new.is_restricted is distinct from old.is_restricted
	   or (old.is_restricted and new.worker_id is distinct from old.worker_id
	       and new.worker_id = scope_user()) then
		raise exception using errcode = 'insufficient_privilege',
			message = 'a restricted case is a supervisor''s to give';
	end if;
	return new;
end $$;
create trigger case_guard before update of is_restricted, worker_id on cases
	for each row execute function case_guard();

-- Restricted cases of the asker's offices that are closed to them: what may be said of them. Looks
-- past the policy it tells about, with who asks held from before.
create function restricted_cases() returns table (case_id bigint, reference text,
	office_id bigint, office text, worker text, is_over boolean) language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	asker bigint := scope_user();
	asking text := scope_role();
	offices bigint[] := scope_offices();
begin
	perform set_config('app.sees_all', 'true', true);
	return query
		select c.id, c.reference, f.id, f.name, u.name, c.closed_at is not null
		  from cases c
		  join offices f on f.id = c.office_id
		  left join users u on u.id = c.worker_id
		 where c.is_restricted and c.office_id = any (offices)
		   and not restricted_open(c.id, c.office_id, c.worker_id, asker, asking, offices)
		 order by c.reference;
	perform set_config('app.sees_all', before, true);
end $$;

-- The same as lines of a list, those whose number fits what was typed, at most fifty; null: none.
create function restricted_lines(typed text default '') returns json language sql as $$
	select json_build_object('lines', json_agg(json_build_object('id', x.case_id::text,
	           'reference', x.reference, 'office', x.office,
	           'worker', coalesce(x.worker, 'nobody yet')) order by x.reference))
	  from (select r.case_id, r.reference, r.office, r.worker
	          from restricted_cases() r
	         where not r.is_over and (btrim(typed) = '' or finds(r.reference, typed))
	         limit 50) x
	having count(*) > 0
$$;

-- And those whose people or number a search found: that one fits is said, not who or why.
create function restricted_found(typed text) returns json language sql
	security definer set search_path = public, pg_temp as $$
	with closed as materialized (
		select r.case_id, r.reference, r.office, r.worker
		  from restricted_cases() r
		 where btrim(typed) <> '' and not r.is_over
	), hits as materialized (
		select p.case_id
		  from search_people(typed, false, 30) s
		  join people_index p on p.member_id = s.member_id
		 where exists (select from closed))
	select json_build_object('lines', json_agg(json_build_object('id', c.case_id::text,
	           'reference', c.reference, 'office', c.office,
	           'worker', coalesce(c.worker, 'nobody yet')) order by c.reference))
	  from closed c
	 where c.case_id in (select h.case_id from hits h)
	    or (length(btrim(typed)) > 2 and starts_with(c.reference, upper(btrim(typed))))
	having count(*) > 0
$$;
revoke all on function restricted_found from public;
grant execute on function restricted_found to verify_app;

-- Sharing out the pool leaves restricted cases where they are: a supervisor gives them.
create or replace function pool_share(offices bigint[], most integer) returns integer
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
		   and not c.is_restricted
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
