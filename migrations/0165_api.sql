-- Case systems that call the portal: their tokens, what they were answered, and what they are told.

-- What the case system calls a person of a case. It begins with a letter, so that the number of a
-- person whom nobody named so (member_handle) is never another's name.
alter table members add column reference text check (reference ~ '^[A-Za-z][A-Za-z0-9._-]{0,63}$');
create unique index members_by_reference on members (case_id, reference)
	where reference is not null;
create function member_handle(m members) returns text language sql immutable as $$
	select coalesce(m.reference, m.position::text)
$$;

-- What a token may be allowed to do.
create table api_scopes (
	scope    text primary key,
	position integer not null,
	word     text not null
);
insert into api_scopes (scope, position, word) values
	('cases:read', 1, 'Read cases, people and milestones'),
	('cases:write', 2, 'Open and change cases and people'),
	('orders:read', 3, 'Read the state of orders'),
	('orders:write', 4, 'Order verifications'),
	('milestones:write', 5, 'Report that a milestone is reached'),
	('results:read', 6, 'Read accepted figures and how they came about');

-- Known by its hash, shown by its beginning. A token is ended, never deleted.
create table api_tokens (
	id           bigint generated always as identity primary key,
	name         text not null check (length(name) between 1 and 80),   -- of the system that calls
	prefix       text not null check (prefix ~ '^vfy_[0-9a-f]{8}$'),
	token_hash   text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	scopes       text[] not null check (cardinality(scopes) > 0),
	per_minute   integer not null default 300 check (per_minute between 1 and 6000),
	-- the calls of one minute of the clock
	minute_at    timestamptz not null default 'epoch',
	minute_calls integer not null default 0,
	client_key   text not null unique,
	follows_id   bigint references api_tokens,              -- the one that it was made to replace
	made_by      bigint not null references users,
	made_at      timestamptz not null default now(),
	expires_at   timestamptz not null,
	used_at      timestamptz,
	ended_at     timestamptz,
	ended_by     bigint references users,
	constraint api_tokens_lives check (expires_at > made_at),
	constraint api_tokens_end_fits check (ended_by is null or ended_at is not null)
);
create table api_token_offices (
	token_id  bigint not null references api_tokens,
	office_id bigint not null references offices,
	primary key (token_id, office_id)
);

-- A POST under its Idempotency-Key, and for 24 hours its answer. No person's data: what is answered
-- to a POST names a case and its people by references only.
create table api_answers (
	id           bigint generated always as identity primary key,
	token_id     bigint not null references api_tokens,
	key          text not null check (length(key) between 1 and 128),
	request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
	status       integer check (status between 200 and 499),
	body         text,
	lease_until  timestamptz not null,
	made_at      timestamptz not null default now(),
	unique (token_id, key),
	constraint api_answers_whole check ((status is null) = (body is null))
);
create index api_answers_old on api_answers (made_at);

-- Where a case system wants to be told. secret signs what goes there; secret_before too, while the
-- system learns the new one.
create table api_endpoints (
	id           bigint generated always as identity primary key,
	name         text not null check (length(name) between 1 and 80),
	url          text not null check (url ~ '^https?://' and length(url) <= 500),
	secret       text not null,
	secret_before text,
	before_until timestamptz,
	kinds        text[] not null check (cardinality(kinds) > 0),
	client_key   text not null unique,
	made_by      bigint not null references users,
	made_at      timestamptz not null default now(),
	ended_at     timestamptz,
	constraint api_endpoints_before_whole check ((secret_before is null) = (before_until is null))
);
create table api_endpoint_offices (
	endpoint_id bigint not null references api_endpoints,
	office_id   bigint not null references offices,
	primary key (endpoint_id, office_id)
);

create table api_event_kinds (
	kind     text primary key,
	position integer not null,
	word     text not null
);
insert into api_event_kinds (kind, position, word) values
	('order.changed', 1, 'An order was made, or its state changed'),
	('milestone.reached', 2, 'A case reached a milestone'),
	('review.decided', 3, 'A review was decided'),
	('endpoint.test', 4, 'A test from the administrator''s page');

-- What happened, as it is told: references and states, no person's data.
create table api_events (
	id      bigint generated always as identity primary key,
	kind    text not null references api_event_kinds,
	case_id bigint references cases,
	body    jsonb not null,
	at      timestamptz not null default now(),
	constraint api_events_case check ((kind = 'endpoint.test') = (case_id is null))
);

-- Telling one endpoint of one event. kind stands here too, for who may not see cases.
create table api_deliveries (
	id          bigint generated always as identity primary key,
	event_id    bigint not null references api_events,
	endpoint_id bigint not null references api_endpoints,
	kind        text not null references api_event_kinds,
	state       text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
	tries       integer not null default 0,
	http_status integer,
	problem     text check (problem in ('private', 'no_answer', 'refused', 'gone', 'off')),
	replays     integer not null default 0,
	made_at     timestamptz not null default now(),
	tried_at    timestamptz,
	unique (event_id, endpoint_id)
);
create index api_deliveries_dead on api_deliveries (made_at desc) where state = 'dead';
create index api_deliveries_newest on api_deliveries (endpoint_id, id desc);

alter table api_events enable row level security;
alter table api_events force row level security;
create policy office on api_events
	using (scope_all() or case_id is null or exists (select from cases c where c.id = case_id))
	with check (case_id is null or scope_has_case(case_id));

grant select on api_scopes, api_event_kinds to verify_app;
grant select, insert, update on api_tokens, api_token_offices, api_answers, api_endpoints,
	api_endpoint_offices, api_events, api_deliveries to verify_app;
grant delete on api_answers to verify_app;

-- For a statement that is about one record named by a reference: what its audit line is about.
create function audit_about(subject text) returns boolean language sql volatile as $$
	select set_config('app.subject', subject, true) is not null
$$;

-- Tells every endpoint of the case's office that wants this kind: the event and the deliveries are
-- rows of the transaction that made it happen, so nothing is told that was not done.
create function api_tell(what text, the_case bigint, said jsonb) returns void
language plpgsql volatile as $$
declare
	event bigint;
	wanted bigint[];
begin
	select array_agg(e.id) into wanted
	  from cases c
	  join api_endpoint_offices f on f.office_id = c.office_id
	  join api_endpoints e on e.id = f.endpoint_id and e.ended_at is null
	 where c.id = the_case and what = any (e.kinds);
	if wanted is null then
		return;
	end if;
	insert into api_events (kind, case_id, body)
	select what, c.id, jsonb_build_object('case', c.reference) || said
	  from cases c
	 where c.id = the_case
	returning id into event;
	with made as (
		insert into api_deliveries (event_id, endpoint_id, kind)
		select event, w, what from unnest(wanted) w
		returning id
	)
	insert into jobs (kind, input)
	select 'api/deliver', jsonb_build_object('delivery_id', id) from made;
end $$;

create function api_tell_order() returns trigger language plpgsql as $$
begin
	perform api_tell('order.changed', new.case_id, jsonb_build_object('order', jsonb_build_object(
		'id', new.id::text, 'state', new.state, 'cause', new.cause, 'products', new.products,
		'member', (select member_handle(m) from members m where m.id = new.member_id))));
	return null;
end $$;
create trigger api_tell after insert on orders
	for each row execute function api_tell_order();
create trigger api_tell_move after update on orders for each row
	when (new.state is distinct from old.state or new.cause is distinct from old.cause)
	execute function api_tell_order();

create function api_tell_decision() returns trigger language plpgsql as $$
begin
	perform api_tell('review.decided', o.case_id, jsonb_build_object('review', jsonb_build_object(
		'order', o.id::text, 'outcome', new.outcome,
		'member', (select member_handle(m) from members m where m.id = o.member_id))))
	   from orders o
	  where o.id = new.review_id;
	return null;
end $$;
create trigger api_tell after insert on decisions for each row
	when (new.is_final) execute function api_tell_decision();
