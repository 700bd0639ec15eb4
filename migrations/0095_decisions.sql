-- What a person decides over a review, and the rules that say what a person must decide (product.md
-- §5). Everything here is only added to: the newest row counts, the older ones stay.

-- A program's rules, each from a day until the day before another; null: the program has no such
-- rule.
create table review_rules (
	program_id        bigint not null references programs,
	starts_on         date not null,
	ends_on           date check (ends_on > starts_on),
	-- a change of the monthly figure is for a person from this amount, or this share of it, on
	material_cents    bigint check (material_cents > 0),
	material_permille integer check (material_permille between 1 and 1000),
	-- work that counts: so many hours a month, or so much pay
	month_hours       numeric(6, 2) check (month_hours > 0),
	month_cents       bigint check (month_cents > 0),
	-- a deposit of this much asks where it came from
	large_cents       bigint check (large_cents > 0),
	-- of the accepted reviews so many in a thousand are looked at by a second person
	second_permille   integer not null default 0 check (second_permille between 0 and 1000),
	primary key (program_id, starts_on)
);
insert into review_rules (program_id, starts_on, material_cents, material_permille, month_hours,
	month_cents, large_cents, second_permille)
select p.id, date '2020-01-01', r.material_cents, r.material_permille, r.month_hours,
       r.month_cents, r.large_cents, r.second_permille
  from programs p
  join (values ('snap', 12500, null, 80, null, 100000, 50),
               ('medicaid', null, 100, 80, 58000, 100000, 20),
               ('tanf', 10000, null, 130, null, 50000, 50))
       r (code, material_cents, material_permille, month_hours, month_cents, large_cents,
          second_permille) on r.code = p.code;

create view review_rules_now with (security_invoker = true) as
select r.program_id, r.material_cents, r.material_permille, r.month_hours, r.month_cents,
       r.large_cents, r.second_permille
  from review_rules r
 where r.starts_on <= current_date and (r.ends_on is null or r.ends_on > current_date);

-- What the client declared, as a whole: who has no job declares an empty list. The newest counts.
create table declarations (
	id          bigint generated always as identity primary key,
	member_id   bigint not null references members,
	declared_on date not null check (declared_on <= current_date + 1),
	how         text not null check (how in ('application', 'interview', 'renewal', 'report')),
	words       text check (length(words) between 1 and 300),   -- as the client said it
	taken_by    bigint not null references users,
	taken_at    timestamptz not null default now(),
	client_key  text unique
);
create index declarations_of_member on declarations (member_id, id desc);
create table declared_jobs (
	declaration_id bigint not null references declarations,
	position       integer not null check (position between 0 and 19),
	employer       text not null check (length(employer) between 1 and 100),
	is_over        boolean not null default false,
	pay_cents      bigint check (pay_cents between 0 and 99999999999999),   -- a check
	frequency      text check (frequency in ('W', 'BW', 'SM', 'M')),
	rate_cents     bigint check (rate_cents between 0 and 99999999),        -- an hour
	hours          numeric(5, 2) check (hours between 0 and 168),           -- a week
	words          text check (length(words) between 1 and 300),
	primary key (declaration_id, position),
	constraint declared_jobs_pay_whole check ((pay_cents is null) = (frequency is null))
);

-- What is done about one difference. It holds for what was seen: `finding` is changes.h's.
create table dispositions (
	id         bigint generated always as identity primary key,
	review_id  bigint not null references reviews,
	subject    text not null check (length(subject) between 1 and 100),
	finding    text not null check (finding ~ '^[0-9a-f]{16}$'),
	choice     text not null check (choice in ('found', 'declared', 'ask')),
	reason     text check (length(reason) between 1 and 500),
	decided_by bigint not null references users,
	decided_at timestamptz not null default now(),
	constraint dispositions_reason check (choice <> 'declared' or reason is not null)
);
create index dispositions_of_review on dispositions (review_id, subject, id desc);
create view dispositions_now with (security_invoker = true) as
select distinct on (d.review_id, d.subject)
       d.id, d.review_id, d.subject, d.finding, d.choice, d.reason, d.decided_by, d.decided_at
  from dispositions d
 order by d.review_id, d.subject, d.id desc;

-- Whether an account counts, or one of its large deposits; deposit '': the account itself.
create table asset_choices (
	id         bigint generated always as identity primary key,
	review_id  bigint not null references reviews,
	account    text not null check (length(account) between 1 and 100),
	deposit    text not null default '' check (length(deposit) <= 100),
	counts     boolean not null,
	reason     text not null check (length(reason) between 1 and 500),
	decided_by bigint not null references users,
	decided_at timestamptz not null default now()
);
create index asset_choices_of_review on asset_choices (review_id, account, deposit, id desc);
create view asset_choices_now with (security_invoker = true) as
select distinct on (a.review_id, a.account, a.deposit)
       a.id, a.review_id, a.account, a.deposit, a.counts, a.reason, a.decided_by, a.decided_at
  from asset_choices a
 order by a.review_id, a.account, a.deposit, a.id desc;

-- A round ends with a decision that is final, or with a second person sending it back; data that
-- come after a decision begin another.
alter table reviews add column round integer not null default 1 check (round > 0);

create table decisions (
	id         bigint generated always as identity primary key,
	review_id  bigint not null references reviews,
	round      integer not null check (round > 0),
	stage      integer not null check (stage in (1, 2)),
	outcome    text not null
	           check (outcome in ('accept', 'ask_again', 'reject', 'second', 'send_back')),
	is_final   boolean not null,
	is_sampled boolean not null default false,
	reason     text check (length(reason) between 1 and 1000),
	-- the data it was made from, so that a later verification can be held against them
	report_id  bigint references reports,
	decided_by bigint not null references users,
	decided_at timestamptz not null default now(),
	constraint decisions_once unique (review_id, round, stage),
	constraint decisions_not_ones_own unique (review_id, round, decided_by),
	constraint decisions_outcome check (case outcome when 'second' then stage = 1 and not is_final
		when 'send_back' then stage = 2 and not is_final
		when 'accept' then is_final or (stage = 1 and is_sampled) else is_final end),
	constraint decisions_sampled check (not is_sampled or (stage = 1 and outcome = 'accept')),
	constraint decisions_reason check (reason is not null or outcome = 'accept')
);
create index decisions_of_report on decisions (report_id);

create function review_round() returns trigger language plpgsql as $$
begin
	new.round := old.round + 1;
	return new;
end $$;
create trigger review_round before update on reviews for each row
	when (old.state = 'decided' and new.state = 'open') execute function review_round();

-- Is this one looked at by a second person? The same answer whenever it is asked.
create function review_is_sampled(order_number text, round integer, permille integer)
returns boolean language sql immutable as $$
	select ('x' || left(md5(order_number || ':' || round), 7))::bit(28)::integer % 1000 < permille
$$;

-- Everything a decision is made from, as one word: another one when any of it changed, so that
-- nobody decides over what they have not seen.
create function review_token(wanted bigint) returns text language sql stable as $$
	select md5(concat_ws('|', v.round, o.state,
	       (select string_agg(concat_ws(' ', r.id, r.sha256, r.decision), ',' order by r.id)
	          from reports r where r.order_id = o.id),
	       (select max(w.id) from worksheets w where w.review_id = v.id),
	       (select max(d.id) from dispositions d where d.review_id = v.id),
	       (select max(a.id) from asset_choices a where a.review_id = v.id),
	       (select max(d.id) from decisions d where d.review_id = v.id),
	       (select max(d.id) from declarations d where d.member_id = o.member_id)))
	  from reviews v
	  join orders o on o.id = v.order_id
	 where v.id = wanted
$$;

-- Where an order's data are reviewed; the report's page while nothing of it is read yet.
create function review_href(wanted bigint) returns text language sql stable as $$
	select coalesce((select '/review/' || v.id from reviews v where v.order_id = wanted),
	                '/orders/' || wanted || '/report')
$$;

create function scope_has_member(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from members m where m.id = wanted);
end $$;
create function scope_has_declaration(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from declarations d where d.id = wanted);
end $$;

do $$
declare
	part text;
begin
	foreach part in array array['dispositions', 'asset_choices', 'decisions'] loop
		execute format('alter table %I enable row level security', part);
		execute format('alter table %I force row level security', part);
		execute format('create policy office on %I
		                using (scope_all() or exists (select from reviews r where r.id = review_id))
		                with check (scope_has_review(review_id))', part);
		execute format('create trigger tell after insert on %I
		                for each row execute function tell_review()', part);
	end loop;
end $$;
alter table declarations enable row level security;
alter table declarations force row level security;
create policy office on declarations
	using (scope_all() or exists (select from members m where m.id = member_id))
	with check (scope_has_member(member_id));
alter table declared_jobs enable row level security;
alter table declared_jobs force row level security;
create policy office on declared_jobs
	using (scope_all() or exists (select from declarations d where d.id = declaration_id))
	with check (scope_has_declaration(declaration_id));

create function tell_declaration() returns trigger language plpgsql as $$
begin
	perform tell((select m.case_id from members m where m.id = new.member_id), null);
	return null;
end $$;
create trigger tell after insert on declarations
	for each row execute function tell_declaration();

grant select, insert on declarations, declared_jobs, dispositions, asset_choices, decisions
	to verify_app;
grant select on review_rules, review_rules_now, dispositions_now, asset_choices_now to verify_app;
