-- Incidents: what must never happen and did. `key` makes a second finding of the same thing vanish;
-- detail is without personal data.
-- duplicate: an order exists twice upstream; stranger: one upstream that nobody here ordered;
-- revenant: one upstream that was refused or withdrawn here; keys_refused: 401 or 403.

create table incidents (
	id        bigint generated always as identity primary key,
	kind      text not null
	          check (kind in ('duplicate', 'stranger', 'revenant', 'keys_refused')),
	order_id  bigint references orders,
	key       text not null unique,
	detail    text not null check (length(detail) between 1 and 300),
	opened_at timestamptz not null default now(),
	closed_at timestamptz
);
create index incidents_newest on incidents (opened_at desc);
create index incidents_open on incidents (opened_at) where closed_at is null;

grant select, insert, update on incidents to verify_app;
