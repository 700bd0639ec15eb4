-- The queue (house.md, "Beside the pages"). `slot` is for the clock: one job per slot for ever.
-- `single` is for jobs that
-- would only do the same again: one waiting at a time.

create table jobs (
	id          bigint generated always as identity primary key,
	kind        text not null,
	input       jsonb not null default '{}',
	slot        text unique,
	single      text,
	state       text not null default 'queued' check (state in ('queued', 'running', 'done',
		'failed')),
	run_at      timestamptz not null default now(),
	tries       integer not null default 0,
	-- one more with every claim: fences off a worker that lost its lease
	generation  bigint not null default 0,
	lease_until timestamptz,
	-- the status it ended with; never a person's data
	problem     text,
	created_at  timestamptz not null default now(),
	ended_at    timestamptz,
	constraint jobs_lease_fits check ((state = 'running') = (lease_until is not null)),
	constraint jobs_end_fits check ((state in ('done', 'failed')) = (ended_at is not null))
);
create index jobs_ready on jobs (run_at, id) where state = 'queued';
create index jobs_leased on jobs (lease_until) where state = 'running';
create index jobs_failed on jobs (ended_at desc) where state = 'failed';
create unique index jobs_single on jobs (single) where state = 'queued';
