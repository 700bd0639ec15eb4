-- The county's own accounts (OpenID Connect, safety.md §4): whom they are here, what a group of
-- theirs opens, sign-ins under way, and the emergency account that works without them.

-- issuer and subject name a person for ever; an address does not. The emergency account is nobody's
-- county account, or it would be away together with the county's sign-in.
alter table users
	add column issuer text,
	add column subject text check (length(subject) between 1 and 255),
	add column is_emergency boolean not null default false,
	add constraint users_county check ((issuer is null) = (subject is null)),
	add constraint users_county_key unique (issuer, subject),
	add constraint users_emergency check (not is_emergency or subject is null);

-- The provider's own id of the sign-in that a session came from, '' where it gives none; null: it
-- was opened with a password of ours.
alter table sessions add column county_session text;

-- Who is in groups of several roles gets the first of them.
alter table roles add column rank smallint;
update roles r
   set rank = v.rank
  from (values ('supervisor', 1), ('caseworker', 2), ('agent', 3), ('front_desk', 4),
               ('auditor', 5), ('admin', 6)) v (role, rank)
 where v.role = r.role;
alter table roles alter column rank set not null, add unique (rank);

-- What a group opens here: one role, in these offices. Not in this table: no access.
create table group_roles (
	id         bigint generated always as identity primary key,
	group_name text not null check (length(group_name) between 1 and 200),
	role       text not null references roles,
	made_by    bigint references users,
	made_at    timestamptz not null default now(),
	ended_by   bigint references users,
	ended_at   timestamptz
);
create unique index group_roles_living on group_roles (group_name) where ended_at is null;
create table group_role_offices (
	group_role_id bigint not null references group_roles,
	office_id     bigint not null references offices,
	primary key (group_role_id, office_id)
);

-- A sign-in that began here and has not come back: one use, ten minutes, one browser.
create table county_sign_ins (
	state_hash   text primary key check (state_hash ~ '^[0-9a-f]{64}$'),
	browser_hash text not null check (browser_hash ~ '^[0-9a-f]{64}$'),
	nonce        text not null,
	verifier     text not null,
	next         text check (length(next) <= 2048),
	remote       text not null,
	begun_at     timestamptz not null default now(),
	used_at      timestamptz
);
create index county_sign_ins_recent on county_sign_ins (remote, begun_at);

-- What the provider says of itself and its keys, read by one server for all; when it was last asked
-- for keys it had not had before, at a sign-in and for a sign-out.
create table county_providers (
	issuer             text primary key,
	document           jsonb not null,
	keys               jsonb not null,
	read_at            timestamptz not null default now(),
	keys_at            timestamptz not null default now(),
	asked_at           timestamptz,
	asked_for_leave_at timestamptz
);

-- Sign-out tokens that were heard: each counts once.
create table county_leaves (
	token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
	at         timestamptz not null default now()
);
create index county_leaves_old on county_leaves (at);

-- Who came from the county and was not let in: why, and with which groups; not who.
create table county_refusals (
	id     bigint generated always as identity primary key,
	why    text not null check (why ~ '^[a-z_]{1,40}$'),
	groups text[] not null default '{}',
	at     timestamptz not null default now()
);
create index county_refusals_newest on county_refusals (at desc);

-- Each sign-in of the emergency account, until an administrator has looked at it.
create table emergency_uses (
	id         bigint generated always as identity primary key,
	user_id    bigint not null references users,
	session_id bigint not null,
	remote     text not null,
	at         timestamptz not null default now(),
	seen_by    bigint references users,
	seen_at    timestamptz
);
create index emergency_uses_newest on emergency_uses (at desc);

create function emergency_tell() returns trigger language plpgsql as $$
begin
	insert into emergency_uses (user_id, session_id, remote)
	select u.id, new.id, new.remote
	  from users u
	 where u.id = new.user_id and u.is_emergency;
	return null;
end $$;
create trigger emergency_tell after insert on sessions
	for each row execute function emergency_tell();

grant select, insert, update on group_roles, county_sign_ins, county_providers, emergency_uses
	to verify_app;
grant select, insert on group_role_offices, county_leaves, county_refusals to verify_app;
grant delete on county_sign_ins, county_leaves, county_refusals, group_role_offices, user_offices
	to verify_app;
