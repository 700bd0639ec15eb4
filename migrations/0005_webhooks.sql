-- Every signed webhook, kept before it is answered. The hash of its bytes makes a repeat vanish.

create table webhook_events (
	id          bigint generated always as identity primary key,
	provider    text not null check (provider in ('truv', 'truework')),
	sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	webhook_id  text,
	-- null: signed, but no JSON object with a type
	event_type  text,
	body        bytea not null,
	-- what the event says it is about, as far as it does
	order_upstream_id text,
	order_number      text,
	connection_id     text,
	link_id           text,
	upstream_user_id  text,
	state       text not null default 'kept' check (state in ('kept', 'applied', 'ignored',
		'poison', 'parked')),
	repeats     integer not null default 0,
	received_at timestamptz not null default now(),
	applied_at  timestamptz,
	unique (provider, sha256)
);
create index webhook_events_by_webhook_id on webhook_events (webhook_id);
create index webhook_events_parked on webhook_events (order_upstream_id) where state = 'parked';
create index webhook_events_newest on webhook_events (provider, received_at desc);
