-- What the providers of orders are and can do, as rows: no statement asks for one of them by name.

create table providers (
	provider     text primary key,
	place        integer not null unique,       -- the first is the main one
	word         text not null,
	report_word  text not null,                 -- whence its reports are
	-- a report belongs to an order or to its user there
	reports_by   text not null check (reports_by in ('order', 'user')),
	-- a report older than this is not read again; null: no such limit
	refresh_days integer,
	-- a refresh reads one connection only
	refresh_one  boolean not null
);
insert into providers (provider, place, word, report_word, reports_by, refresh_days, refresh_one)
values ('truv', 1, 'Truv', 'payroll via Truv', 'user', null, false),
       ('truework', 2, 'Truework', 'Truework', 'order', 90, true);

-- Who tells of an order in its timeline.
create function order_teller(wanted bigint) returns text language sql stable as $$
	select p.word from orders o join providers p on p.provider = o.provider where o.id = wanted
$$;
create function main_provider() returns text language sql stable as $$
	select provider from providers order by place limit 1
$$;

-- The ways an order can be made at each (truework-api.md §5, §6).
create table provider_methods (
	provider       text not null references providers,
	method         text not null,
	place          integer not null,
	word           text not null,
	hint           text not null,
	products       text[] not null,             -- what can be asked for so
	needs_employer boolean not null,
	needs_ssn      boolean not null,
	needs_client   boolean not null,            -- the client opens a link
	primary key (provider, method)
);
insert into provider_methods (provider, method, place, word, hint, products, needs_employer,
                              needs_ssn, needs_client) values
	('truv', 'link', 1, 'The client signs in through a link',
	 'At the employer or the bank. One to five minutes.', '{income,employment,assets}', false,
	 false, true),
	('truework', 'employer', 1, 'Ask the employer, without the client',
	 'Looked up at once where Truework has the payroll; else Truework writes to the employer. '
	 'Minutes to a few days.', '{income,employment}', true, true, false),
	('truework', 'search', 2, 'Search all employers, without the client',
	 'Finds only what Truework has at once. Seconds.', '{income,employment}', false, true, false),
	('truework', 'session', 3, 'The client signs in on our page',
	 'With the employer''s user name and password, on the phone. Minutes.', '{income,employment}',
	 false, true, true),
	('truework', 'link', 4, 'The client signs in through Truework''s link',
	 'Truework makes the link. Not every account has this.', '{income,employment}', false, true,
	 true);

alter table orders add column method text not null default 'link';
alter table orders add constraint orders_method_known
	foreign key (provider, method) references provider_methods;

-- Why we may ask, in the words the second provider requires (truework-api.md §4). Not said: as the
-- kind of program has it.
alter table programs
	add column permissible_purpose text check (permissible_purpose in ('child-support',
		'credit-application', 'employee-eligibility', 'employee-request',
		'employee-review-or-collection', 'employment', 'insurance-underwriting-application',
		'legitimate-reason-initiated', 'legitimate-reason-review', 'risk-assessment', 'subpoena')),
	add column use_case text check (use_case in ('mortgage', 'home-equity', 'background', 'tenant',
		'government', 'auto', 'lending', 'credit', 'identity', 'insurance', 'health', 'offers',
		'account-management', 'preapproval')),
	-- of the client, before anybody else than the client is asked
	add column needs_consent boolean not null default true;

create function order_purpose(for_case bigint, out purpose text, out use_case text)
language sql stable as $$
	select coalesce(p.permissible_purpose,
	                case p.kind when 'mortgage' then 'credit-application'
	                            else 'employee-eligibility' end),
	       coalesce(p.use_case, case p.kind when 'mortgage' then 'mortgage' else 'government' end)
	  from (select 1) one
	  left join lateral (
	       select x.permissible_purpose, x.use_case, x.kind
	         from case_programs cp
	         join programs x on x.id = cp.program_id
	        where cp.case_id = for_case
	        order by cp.due_on, x.id
	        limit 1) p on true
$$;

-- Ten requests a second are shared by all that use the account (truework-api.md §3): three at once
-- and five a second are at most eight in any second.
insert into gates (provider, per_minute, burst, reserve) values ('truework', 300, 3, 1);

insert into report_codes (kind, code, word) values
	('data_source', 'employer', 'The employer''s answer'),
	('data_source', 'third_party', 'Another verification service')
on conflict do nothing;

-- The client said yes: to whom, how, when, and who noted it.
create table consents (
	id         bigint generated always as identity primary key,
	case_id    bigint not null references cases,
	member_id  bigint not null references members,
	provider   text not null references providers,
	how        text not null check (how in ('signed', 'spoken', 'online')),
	given_on   date not null,
	noted_by   bigint not null references users,
	noted_at   timestamptz not null default now(),
	ended_at   timestamptz                      -- taken back
);
create index consents_of_member on consents (member_id, provider, id desc);
create index consents_of_case on consents (case_id);
alter table consents enable row level security;
alter table consents force row level security;
create policy office on consents
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));

-- Where a program looks, and in which order. What comes after the first is offered to the worker
-- where one before it had nothing, or started by itself.
create table program_sources (
	program_id bigint not null references programs,
	place      integer not null check (place between 1 and 9),
	provider   text not null references providers,
	way        text not null check (way in ('first', 'offer', 'start')),
	primary key (program_id, place),
	unique (program_id, provider),
	constraint program_sources_first check ((place = 1) = (way = 'first'))
);
create function program_sources_usual() returns trigger language plpgsql as $$
begin
	insert into program_sources (program_id, place, provider, way)
	select new.id, p.place, p.provider, case p.place when 1 then 'first' else 'offer' end
	  from providers p;
	return null;
end $$;
create trigger program_sources_usual after insert on programs
	for each row execute function program_sources_usual();
insert into program_sources (program_id, place, provider, way)
select g.id, p.place, p.provider, case p.place when 1 then 'first' else 'offer' end
  from programs g
 cross join providers p;

-- The source after an order's own, of the programs of its case: it starts by itself only where all
-- of them let it, and the client is asked for consent where one of them wants it. No row where
-- there is none, or none that can tell what is asked for.
create function next_source(o orders, out provider text, out word text, out starts boolean,
                            out needs_consent boolean, out has_consent boolean)
returns setof record language sql stable as $$
	select v.provider, v.word, n.starts, n.needs_consent,
	       exists (select from consents c
	                where c.member_id = o.member_id and c.provider = v.provider
	                  and c.ended_at is null)
	  from (select s.provider, min(s.place) as place, bool_and(s.way = 'start') as starts,
	               bool_or(p.needs_consent) as needs_consent
	          from case_programs cp
	          join programs p on p.id = cp.program_id
	          join program_sources s on s.program_id = p.id
	          join program_sources own on own.program_id = p.id and own.provider = o.provider
	                                  and own.place < s.place
	         where cp.case_id = o.case_id
	         group by s.provider) n
	  join providers v on v.provider = n.provider
	 where exists (select from provider_methods m
	                where m.provider = v.provider and m.products && o.products)
	 order by n.place, v.place
	 limit 1
$$;

grant select on providers, provider_methods, program_sources to verify_app;
grant insert, update, delete on program_sources to verify_app;
grant select, insert, update on consents to verify_app;
