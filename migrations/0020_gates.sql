-- The rate gate (safety.md §1): one row per provider account, whose lock all servers share, and
-- what passed it in each minute.

create table gates (
	provider            text primary key check (provider in ('truv', 'truework')),
	per_minute          integer not null,
	burst               integer not null,
	reserve             integer not null,          -- of the burst, what background calls leave
	-- GCRA: when what was called so far is paid off.
	tat                 timestamptz not null default now(),
	-- The last moment that somebody who got no turn was told to come back at.
	promised            timestamptz not null default now(),
	promised_background timestamptz not null default now(),
	paused_until        timestamptz,               -- the provider said 429
	pause_step          integer not null default 0,
	last_429_at         timestamptz,
	denied_at           timestamptz,               -- the keys are refused since: an admin's alarm
	denied_status       integer,
	probe_at            timestamptz,               -- meanwhile: when one call may try again
	accepted_at         timestamptz,
	constraint gates_leave_some check (burst > reserve and reserve >= 0 and per_minute > 0),
	constraint gates_denied_fits check ((denied_at is null) = (probe_at is null))
);
-- 240 a minute and 50 at once are at most 290 in any 60 seconds; the provider allows 300.
insert into gates (provider, per_minute, burst, reserve) values ('truv', 240, 50, 30);

create table gate_minutes (
	provider    text not null references gates,
	minute      timestamptz not null,
	calls       integer not null default 0,
	background  integer not null default 0,            -- of the calls
	turned_away integer not null default 0,
	throttled   integer not null default 0,            -- answers 429
	primary key (provider, minute)
);

grant select, insert, update on gates to verify_app;
grant select, insert, update, delete on gate_minutes to verify_app;
