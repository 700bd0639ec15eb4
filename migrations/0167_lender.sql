-- The lender's flow: a program of kind mortgage, its words, and what a loan adds to an order
-- (truv-api.md §4.1, loan and reports.voa).

alter table members drop constraint members_relation_check;
alter table members add constraint members_relation_check check (relation in ('applicant',
	'co_borrower', 'spouse', 'partner', 'child', 'parent', 'sibling', 'other'));

insert into programs (code, name, kind, default_products, due_days)
values ('mortgage', 'Mortgage', 'mortgage', '{income,assets}', 30);

-- Twelfths of a year, as lenders count: nothing is left out for being irregular.
insert into program_factors (program_id, frequency, factor, starts_on)
select p.id, f.frequency, f.factor, date '2020-01-01'
  from programs p,
       (values ('W', '52/12'), ('BW', '26/12'), ('SM', '2'), ('M', '1')) f (frequency, factor)
 where p.code = 'mortgage';
insert into review_rules (program_id, starts_on, material_permille, large_cents, second_permille)
select id, date '2020-01-01', 50, 100000, 0 from programs where code = 'mortgage';

insert into milestones (program_id, code, word, position)
select p.id, m.code, m.word, m.position
  from programs p,
       (values ('application-submitted', 'Application submitted', 1),
               ('conditional-approval', 'Conditional approval', 2),
               ('pre-closing', 'Pre-closing', 3)) m (code, word, position)
 where p.code = 'mortgage';
insert into milestone_wants (milestone_id, who, products)
select m.id, w.who, w.products::text[]
  from milestones m
  join (values ('application-submitted', 'everyone', '{income,assets}'),
               ('conditional-approval', 'applicant', '{assets}'),
               ('pre-closing', 'everyone', '{employment}')) w (code, who, products)
    on w.code = m.code;

-- What a kind of program calls things, on every screen and in every sentence.
create table vocabulary (
	kind      text primary key,
	file      text not null,                    -- "Case", "Loan"
	household text not null,                    -- "household", "loan"
	people    text not null,                    -- "Verify household", "Verify borrowers"
	applicant text not null,
	worker    text not null
);
insert into vocabulary (kind, file, household, people, applicant, worker) values
	('benefit', 'Case', 'household', 'household', 'Applicant', 'Worker'),
	('mortgage', 'Loan', 'loan', 'borrowers', 'Borrower', 'Loan officer');

-- The kind of a case is that of its programs; a mortgage among them makes it a loan.
create function case_kind(wanted bigint) returns text language sql stable as $$
	select coalesce((select 'mortgage'
	                   from case_programs cp
	                   join programs p on p.id = cp.program_id and p.kind = 'mortgage'
	                  where cp.case_id = wanted
	                  limit 1), 'benefit')
$$;

create function relation_word(relation text, kind text) returns text language sql stable as $$
	select case relation when 'applicant' then (select v.applicant from vocabulary v
	                                             where v.kind = relation_word.kind)
	                     when 'co_borrower' then 'Co-borrower'
	                     else initcap(relation) end
$$;

create table loans (
	case_id            bigint primary key references cases,
	number             text not null check (length(number) between 1 and 64),
	application_number text check (length(application_number) between 1 and 64),
	originator_name    text check (length(originator_name) between 1 and 100),
	originator_email   text check (originator_email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
	processor_name     text check (length(processor_name) between 1 and 100),
	processor_email    text check (processor_email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
	loan_type          text check (loan_type in ('conventional', 'fha', 'va', 'usda')),
	sales_price_cents  bigint check (sales_price_cents between 1 and 99999999999),
	closing_on         date,
	changed_at         timestamptz not null default now()
);
alter table loans enable row level security;
alter table loans force row level security;
create policy office on loans
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));
create trigger tell after insert or update on loans for each row execute function tell_part();

-- What an asset report of a program covers; large_cents: a deposit from this on is marked.
create table asset_reports (
	program_id     bigint primary key references programs,
	days_requested integer not null check (days_requested between 1 and 730),
	large_cents    bigint check (large_cents > 0)
);
insert into asset_reports (program_id, days_requested, large_cents)
select id, 60, 100000 from programs where code = 'mortgage';

-- What a loan adds to the order of a case, as the provider takes it; null for any other case.
create function order_loan(wanted bigint) returns jsonb language sql stable as $$
	select jsonb_strip_nulls(jsonb_build_object(
	       'loan_number', l.number, 'application_number', l.application_number,
	       'originator_name', l.originator_name, 'originator_email', l.originator_email,
	       'processor_name', l.processor_name, 'processor_email', l.processor_email,
	       'reference', c.reference,
	       'loan_type', l.loan_type,
	       'sales_price', (l.sales_price_cents / 100.0)::numeric(14, 2)::text))
	  from loans l
	  join cases c on c.id = l.case_id
	 where l.case_id = wanted
$$;

create function order_asset_report(wanted bigint) returns jsonb language sql stable as $$
	select jsonb_build_object('days_requested', a.days_requested,
	                          'large_amount', (a.large_cents / 100.0)::numeric(14, 2)::text)
	  from case_programs cp
	  join asset_reports a on a.program_id = cp.program_id
	 where cp.case_id = wanted
	 order by a.days_requested desc
	 limit 1
$$;

grant select on vocabulary, asset_reports to verify_app;
grant select, insert, update on loans to verify_app;
