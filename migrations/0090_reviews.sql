-- Reviews and their income worksheets (product.md §5).
--
-- A review is what a worker makes of the data of one order. It begins with the order's first
-- report, so that partial data can be worked on, and has the order's own number: /review/7 is about
-- /orders/7. Whoever builds on it:
-- * ready_at is when the order became ready, null while it is still reading. A review that was
--   decided is open again when its order becomes ready once more.
-- * The decision, its reasons and who made it are columns or tables of later migrations; they set
--   state = 'decided'.
-- * worksheets_now is the last word on each program. A review's income is settled when every row of
--   worksheets_now for it is confirmed and there is one for each program of the case.

create table reviews (
	id        bigint primary key,
	order_id  bigint not null unique references orders,
	state     text not null default 'open' check (state in ('open', 'decided')),
	worker_id bigint references users,              -- null: the case's
	opened_at timestamptz not null default now(),
	ready_at  timestamptz,
	constraint reviews_number check (id = order_id)
);
create index reviews_open on reviews (ready_at) where state = 'open';

-- One program's figure as it was saved. Rows are only added: a version is one save of the whole
-- sheet, which writes a row for each program of the case. Two people who began from the same
-- version cannot both write the next one.
create table worksheets (
	id            bigint generated always as identity primary key,
	review_id     bigint not null references reviews,
	program_id    bigint not null references programs,
	version       integer not null check (version > 0),
	state         text not null check (state in ('draft', 'confirmed')),
	report_id     bigint not null references reports,       -- the data it was made from
	reviewed_on   date not null,                            -- the 30 days are those before it
	choices       jsonb not null,                           -- a person's, of the whole sheet
	inputs_sha256 text not null check (inputs_sha256 ~ '^[0-9a-f]{64}$'),
	-- of all the figure is made from: a confirmed figure stays so while it does not change
	fingerprint   text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
	figure_cents  bigint not null,                          -- a month
	is_complete   boolean not null,                         -- the 30 days
	derivation    jsonb not null,                           -- its steps, in words and numbers
	saved_by      bigint not null references users,
	saved_at      timestamptz not null default now(),
	confirmed_by  bigint references users,
	confirmed_at  timestamptz,
	unique (review_id, program_id, version),
	constraint worksheets_confirmed_whole check ((state = 'confirmed') = (confirmed_at is not null)
		and (confirmed_at is null) = (confirmed_by is null))
);

create view worksheets_now with (security_invoker = true) as
select distinct on (w.review_id, w.program_id)
       w.id, w.review_id, w.program_id, w.version, w.state, w.report_id, w.reviewed_on,
       w.inputs_sha256, w.fingerprint, w.figure_cents, w.is_complete, w.saved_by, w.saved_at,
       w.confirmed_by, w.confirmed_at
  from worksheets w
 order by w.review_id, w.program_id, w.version desc;

-- By what a program makes a month of a check, and which kinds of pay it never counts. Each holds
-- from a day until the day before another; a row is ended, never changed.
create table program_factors (
	program_id bigint not null references programs,
	frequency  text not null check (frequency in ('W', 'BW', 'SM', 'M')),
	-- exact: a decimal or a fraction, "2.15" or "52/12"
	factor     text not null check (factor ~ '^\d{1,3}(\.\d{1,6})?$|^\d{1,4}/[1-9]\d{0,3}$'),
	starts_on  date not null,
	ends_on    date check (ends_on > starts_on),
	primary key (program_id, frequency, starts_on)
);
create table program_exclusions (
	program_id bigint not null references programs,
	kind       text not null check (kind in ('regular', 'overtime', 'bonus', 'commission', 'tips',
		'other')),
	why        text not null check (length(why) between 1 and 200),
	starts_on  date not null,
	ends_on    date check (ends_on > starts_on),
	primary key (program_id, kind, starts_on)
);
insert into program_factors (program_id, frequency, factor, starts_on)
select p.id, f.frequency, f.factor, date '2020-01-01'
  from programs p,
       (values ('W', '4.3'), ('BW', '2.15'), ('SM', '2'), ('M', '1')) f (frequency, factor);

create function scope_has_review(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from reviews r where r.id = wanted);
end $$;

alter table reviews enable row level security;
alter table reviews force row level security;
create policy office on reviews
	using (scope_all() or exists (select from orders o where o.id = order_id))
	with check (scope_has_order(order_id));
alter table worksheets enable row level security;
alter table worksheets force row level security;
create policy office on worksheets
	using (scope_all() or exists (select from reviews r where r.id = review_id))
	with check (scope_has_review(review_id));

grant select, insert, update on reviews to verify_app;
grant select, insert on worksheets to verify_app;
grant select on worksheets_now, program_factors, program_exclusions to verify_app;

-- A report that can be read opens the review of its order.
create function review_open() returns trigger language plpgsql as $$
begin
	insert into reviews (id, order_id, ready_at)
	select o.id, o.id, case when o.state in ('ready', 'reviewed') then now() end
	  from orders o
	 where o.id = new.order_id
	on conflict do nothing;
	return null;
end $$;
create trigger review_open after insert or update on reports for each row
	when (new.body is not null) execute function review_open();

create function review_ready() returns trigger language plpgsql as $$
begin
	update reviews set ready_at = now(), state = 'open' where order_id = new.id;
	return null;
end $$;
create trigger review_ready after update on orders for each row
	when (new.state = 'ready' and old.state <> 'ready') execute function review_ready();

insert into reviews (id, order_id, state, opened_at, ready_at)
select o.id, o.id, case when o.state = 'reviewed' then 'decided' else 'open' end,
       min(r.fetched_at), case when o.state in ('ready', 'reviewed') then o.state_at end
  from reports r
  join orders o on o.id = r.order_id
 where r.body is not null
 group by o.id;

create function tell_review() returns trigger language plpgsql as $$
begin
	perform tell((select o.case_id from orders o where o.id = new.review_id), new.review_id);
	return null;
end $$;
create trigger tell after insert on worksheets
	for each row execute function tell_review();
