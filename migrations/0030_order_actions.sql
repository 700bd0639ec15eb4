-- What may be done to an order after it was made, what the provider tells of it, and the employers
-- its search knows.

alter table orders
	-- the employer that was picked from the provider's own list, beside its name
	add column company_mapping_id text check (length(company_mapping_id) between 1 and 100),
	-- somebody wants it canceled; the provider has not said so yet
	add column cancel_asked_at timestamptz,
	-- when the provider's history of it was asked for, and came
	add column events_asked_at timestamptz,
	add column events_at timestamptz;
-- An order is replaced once; whoever wants another replaces the replacement.
create unique index orders_one_replacement on orders (replaces_id);

-- What the provider says happened to an order, in its own words; worded where it is shown.
create table order_events (
	id          bigint generated always as identity primary key,
	order_id    bigint not null references orders,
	type        text not null check (length(type) between 1 and 100),
	at          timestamptz not null,
	suborder_id text not null default '',
	task_id     text not null default '',
	unique (order_id, type, at, suborder_id, task_id)
);
alter table order_events enable row level security;
alter table order_events force row level security;
create policy office on order_events
	using (scope_all() or exists (select from orders o where o.id = order_id))
	with check (scope_has_order(order_id));

create table event_words (
	type text primary key,
	word text not null,
	icon text not null
);
insert into event_words (type, word, icon) values
	('order_created',       'Order made',                     'send'),
	('order_sent',          'Message sent to the client',     'send'),
	('email_sent',          'E-mail sent to the client',      'send'),
	('email_delivered',     'E-mail delivered',               'check_circle'),
	('sms_sent',            'Text sent to the client',        'send'),
	('sms_delivered',       'Text delivered',                 'check_circle'),
	('link_clicked',        'Link opened',                    'login'),
	('order_opened',        'Link opened',                    'login'),
	('provider_connected',  'Employer or bank connected',     'assessment'),
	('task_done',           'Data read',                      'assessment'),
	('order_completed',     'Order finished',                 'check_circle'),
	('order_canceled',      'Order canceled',                 'cancel'),
	('order_expired',       'Link ended',                     'history'),
	('refresh_started',     'Reading again',                  'autorenew'),
	('refresh_completed',   'Read again',                     'assessment');

-- The provider's employer search: what was asked in the last day, and every employer it ever told.
create table employers (
	mapping_id text primary key check (length(mapping_id) between 1 and 100),
	name       text not null check (length(name) between 1 and 200),
	is_direct  boolean not null default false,         -- its payroll is read without a search
	seen_at    timestamptz not null default now()
);
create table employer_searches (
	id       bigint generated always as identity unique,
	query    text not null check (length(query) between 2 and 100),
	product  text not null check (product in ('income', 'employment')),
	hits     text[] not null default '{}',
	asked_at timestamptz not null default now(),
	found_at timestamptz,
	primary key (query, product)
);

-- What is typed, as it is asked for and kept.
create function employer_query(typed text) returns text language sql immutable as $$
	select left(lower(regexp_replace(btrim(typed), '\s+', ' ', 'g')), 100)
$$;

grant select, insert, update on order_events, employers, employer_searches to verify_app;
grant select on event_words to verify_app;

create trigger tell after insert
	on order_events for each row execute function tell_order_part();
