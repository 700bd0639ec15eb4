-- Second factor, half-open sign-ins, locked sessions, what was typed before a lock, one-time links,
-- and sessions that end with what opened them (safety.md §4).

alter table users
	add totp      text,                                          -- seal.h, where users.totp:ID
	add totp_at     timestamptz,
	add totp_step   bigint not null default 0,               -- the last one used: never again
	add used_at     timestamptz,
	add enabled_at  timestamptz not null default now(),
	add disabled_for text check (disabled_for in ('person', 'unused')),
	add constraint users_totp_fits check ((totp is null) = (totp_at is null));
update users set disabled_for = 'person' where is_disabled;
alter table users add constraint users_disabled_fits
	check (is_disabled = (disabled_for is not null));

-- Ten at a time, each for one sign-in: the hash of "user id:code".
create table recovery_codes (
	user_id   bigint not null references users,
	code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
	made_at   timestamptz not null default now(),
	used_at   timestamptz,
	primary key (user_id, code_hash)
);

-- factor_at: when a second factor (or, where the account has none, the password) was last given.
alter table sessions
	add locked_at timestamptz,
	add factor_at timestamptz,
	add device    text not null default '';
create index sessions_of_user on sessions (user_id, id desc);

-- The password was right and something is still wanted: a code, or setting up an app for codes.
create table half_sign_ins (
	id         bigint generated always as identity primary key,
	token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	user_id    bigint not null references users,
	wants      text not null check (wants in ('code', 'setup', 'replace')),
	tries      integer not null default 0,
	at         timestamptz not null default now(),
	ended_at   timestamptz
);
create index half_sign_ins_at on half_sign_ins (at);

-- What somebody had typed into a page when it locked, by the hash of the page's address.
create table drafts (
	id            bigint generated always as identity primary key,
	user_id       bigint not null references users,
	place_hash    text not null check (place_hash ~ '^[0-9a-f]{64}$'),
	fields     text,                                         -- seal.h, where drafts.fields:ID
	session_hash  text not null,                             -- given back only to another session
	saved_at      timestamptz not null default now(),
	unique (user_id, place_hash)
);

-- One-time links: to make the first administrator, to join, to choose a new password, to set up
-- another app. A newer one for the same account ends those before it.
create table invitations (
	id         bigint generated always as identity primary key,
	kind       text not null check (kind in ('bootstrap', 'join', 'password', 'factor')),
	user_id    bigint references users,
	token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	made_by    bigint references users,                      -- null: from the command line
	made_at    timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at    timestamptz,
	ended_at   timestamptz,
	constraint invitations_user_fits check ((kind = 'bootstrap') = (user_id is null))
);
create unique index invitations_open on invitations (coalesce(user_id, 0))
	where used_at is null and ended_at is null;
create index invitations_of_user on invitations (user_id, made_at desc);

create table common_passwords (
	hash text primary key check (hash ~ '^[0-9a-f]{64}$')
);

-- Where somebody comes from, for the throttle: the neighbourhood of an address.
create function network_of(remote text) returns text language plpgsql immutable as $$
begin
	return network(set_masklen(remote::inet,
	                           case family(remote::inet) when 4 then 24 else 56 end))::text;
exception when others then
	return remote;
end $$;

alter table sign_in_failures
	add network text not null default '',
	add is_factor boolean not null default false;
create index sign_in_failures_at on sign_in_failures (at);

-- Whether a sign-in is answered "no" unseen. Ten wrong ones for an account from one network, a
-- hundred from one address. An account that is tried from many networks at once, or a flood over
-- all accounts, closes the door only to networks this account never came in from: whoever guesses
-- from elsewhere keeps no worker out.
create function sign_in_is_throttled(account text, remote text, who bigint)
returns boolean language sql stable as $$
	with recent as (
		select f.account_hash = account as is_account, f.network, f.remote
		  from sign_in_failures f
		 where f.at > now() - span(interval '15 minutes')
		 order by f.at desc
		 limit 3000
	)
	select count(*) filter (where r.is_account and r.network = network_of($2)) >= 10
	       or count(*) filter (where r.remote = $2) >= 100
	       or ((count(*) filter (where r.is_account) >= 50 or count(*) >= 2000)
	           and not exists (select from sessions s
	                            where s.user_id = who
	                              and network_of(s.remote) = network_of($2)))
	  from recent r
$$;

-- Whoever's role, offices or password change, or who is disabled, is signed out everywhere at once:
-- requests look here, open streams are told.
create function sessions_end(who bigint) returns integer language plpgsql as $$
declare
	ended integer;
begin
	update half_sign_ins set ended_at = now() where user_id = who and ended_at is null;
	update sessions set ended_at = now() where user_id = who and ended_at is null;
	get diagnostics ended = row_count;
	return ended;
end $$;

create function user_changed() returns trigger language plpgsql as $$
begin
	perform set_config('app.subject', 'user:' || new.id, true);
	if tg_op = 'UPDATE' and (old.role <> new.role or (new.is_disabled and not old.is_disabled)
	        or old.password_hash is distinct from new.password_hash) then
		perform sessions_end(new.id);
	end if;
	return null;
end $$;
create trigger user_changed
	after insert or update of role, is_disabled, password_hash, totp, name, email on users
	for each row execute function user_changed();

create function user_offices_changed() returns trigger language plpgsql as $$
begin
	perform sessions_end(case tg_op when 'DELETE' then old.user_id else new.user_id end);
	return null;
end $$;
create trigger user_offices_changed after insert or update or delete on user_offices
	for each row execute function user_offices_changed();

create function session_over() returns trigger language plpgsql as $$
begin
	perform pg_notify('changed', 'user:' || new.user_id);
	return null;
end $$;
create trigger session_over after update of ended_at, locked_at on sessions for each row
	when ((old.ended_at is null and new.ended_at is not null)
		or (old.locked_at is null and new.locked_at is not null))
	execute function session_over();

-- A draft is its writer's alone.
alter table drafts enable row level security;
alter table drafts force row level security;
create policy own on drafts using (user_id = scope_user() or scope_all());

grant select, insert, update on recovery_codes, half_sign_ins, drafts, invitations to verify_app;
grant delete on recovery_codes, half_sign_ins, drafts to verify_app;
grant select on common_passwords to verify_app;

-- What somebody holds that is open, in numbers only: whoever gives accounts out sees no case.
create function work_held(whose bigint, out case_count bigint, out task_count bigint)
language plpgsql volatile as $$
declare
	was text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	select count(*) into case_count from cases c where c.worker_id = whose and c.closed_at is null;
	select count(*) into task_count from tasks t where t.assignee_id = whose and t.done_at is null;
	perform set_config('app.sees_all', was, true);
end $$;

-- Who may take a case of this office.
create function works_in(who bigint, office bigint) returns boolean language sql stable as $$
	select exists (select from users u
	                 join user_offices x on x.user_id = u.id and x.office_id = office
	                where u.id = who and not u.is_disabled
	                  and u.role in ('caseworker', 'supervisor'))
$$;

-- Gives somebody's open work to another, where that one works in the case's office, and the rest
-- back to the pool; null: all to the pool. The changes of hands write themselves down. Gives how
-- many cases and tasks changed hands.
create function work_transfer(whose bigint, heir bigint) returns integer
language plpgsql volatile as $$
declare
	was text := coalesce(current_setting('app.sees_all', true), '');
	moved integer;
	more integer;
begin
	perform set_config('app.sees_all', 'true', true);
	update cases c
	   set worker_id = case when works_in(heir, c.office_id) then heir end
	 where c.worker_id = whose and c.closed_at is null;
	get diagnostics moved = row_count;
	update tasks t
	   set assignee_id = case when works_in(heir, c.office_id) then heir end
	  from cases c
	 where c.id = t.case_id and t.assignee_id = whose and t.done_at is null;
	get diagnostics more = row_count;
	perform set_config('app.subject', 'user:' || whose, true);
	perform set_config('app.sees_all', was, true);
	return moved + more;
end $$;

-- There is somebody to give accounts out, not counting this one.
create function another_admin(besides bigint) returns boolean language sql stable as $$
	select exists (select from users u
	                where u.role = 'admin' and not u.is_disabled
	                  and u.id is distinct from besides
	                  and u.password_hash is not null)
$$;

-- Where somebody works from now on, and what an office is called: the application changes these
-- records by these functions alone.
create function user_offices_set(who bigint, wanted text[]) returns void
language plpgsql security definer set search_path = public as $$
begin
	delete from user_offices x
	 where x.user_id = who and x.office_id::text <> all (coalesce(wanted, '{}'));
	insert into user_offices (user_id, office_id)
	select who, o.id from offices o where o.id::text = any (coalesce(wanted, '{}'))
	on conflict do nothing;
end $$;

create function office_keep(which bigint, called text, number text) returns bigint
language plpgsql security definer set search_path = public as $$
declare
	kept bigint := which;
begin
	if which is null then
		insert into offices (name, phone) values (called, number) returning id into kept;
	else
		update offices set name = called, phone = number where id = which;
	end if;
	perform set_config('app.subject', 'office:' || kept, true);
	return kept;
end $$;
