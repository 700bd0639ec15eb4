-- Offices, the people who work in them, and their sessions.

create table offices (
	id         bigint generated always as identity primary key,
	name       text not null unique check (length(name) between 1 and 80),
	created_at timestamptz not null default now()
);

create table roles (
	role text primary key,
	word text not null
);
insert into roles values ('caseworker', 'Caseworker'), ('agent', 'Contact-centre agent'),
	('front_desk', 'Front desk'),
                         ('supervisor', 'Supervisor'), ('admin', 'Administrator'), ('auditor',
                                'Auditor');

create table users (
	id            bigint generated always as identity primary key,
	email         text not null check (email = lower(email) and length(email) <= 254),
	name          text not null check (length(name) between 1 and 100),
	role          text not null references roles,
	password_hash text,
	is_disabled   boolean not null default false,
	created_at    timestamptz not null default now(),
	unique (email)
);

create table user_offices (
	user_id   bigint not null references users,
	office_id bigint not null references offices,
	primary key (user_id, office_id)
);

-- A session is known by the hash of its cookie. A living one has no ended_at and is younger than
-- both clocks.
create table sessions (
	id         bigint generated always as identity primary key,
	token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	user_id    bigint not null references users,
	csrf       text not null check (csrf ~ '^[0-9a-f]{32,128}$'),
	notice     text,
	remote     text not null,
	created_at timestamptz not null default now(),
	seen_at    timestamptz not null default now(),
	ended_at   timestamptz
);
create index sessions_living on sessions (user_id) where ended_at is null;

-- Refused sign-ins, for the throttle. The account as a hash: a mistyped password may stand in the
-- name field.
create table sign_in_failures (
	id           bigint generated always as identity primary key,
	account_hash text not null,
	remote       text not null,
	at           timestamptz not null default now()
);
create index sign_in_failures_recent on sign_in_failures (account_hash, at);
create index sign_in_failures_remote on sign_in_failures (remote, at);
