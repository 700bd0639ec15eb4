-- What an administrator may change of a program: where it looks after its first source, the
-- client's consent, and why the second provider may be asked, in words.

-- In the order a form shows them (truework-api.md §4).
create table permissible_purposes (
	purpose text primary key,
	word    text not null,
	place   integer not null
);
insert into permissible_purposes (purpose, word, place) values
	('employee-eligibility',   'To decide on a government benefit',                          1),
	('credit-application',     'To decide on an application for credit',                     2),
	('employee-request',       'The person asked for it in writing',                         3),
	('child-support',          'To set or collect child support',                            4),
	('employment',             'To decide on employment',                                    5),
	('employee-review-or-collection', 'To review or collect an account',                     6),
	('insurance-underwriting-application', 'To decide on an insurance',                      7),
	('legitimate-reason-initiated', 'A business the person began',                           8),
	('legitimate-reason-review', 'To see whether the person still fits an account',          9),
	('risk-assessment',        'To weigh the risk of an obligation',                        10),
	('subpoena',               'A subpoena or a court''s order',                            11);
create table use_cases (
	use_case text primary key,
	word     text not null,
	place    integer not null
);
insert into use_cases (use_case, word, place) values
	('government', 'Government benefits', 1), ('mortgage', 'Mortgage', 2),
	('home-equity', 'Home equity', 3), ('lending', 'Lending', 4), ('auto', 'Car loan', 5),
	('credit', 'Credit', 6), ('preapproval', 'Preapproval', 7), ('tenant', 'Renting a home', 8),
	('background', 'Background check', 9), ('identity', 'Identity', 10),
	('insurance', 'Insurance', 11), ('health', 'Health', 12), ('offers', 'Offers', 13),
	('account-management', 'Looking after an account', 14);

alter table programs
	drop constraint programs_permissible_purpose_check,
	drop constraint programs_use_case_check,
	add constraint programs_purpose_known
		foreign key (permissible_purpose) references permissible_purposes (purpose),
	add constraint programs_use_case_known foreign key (use_case) references use_cases;

-- What counts where a program says nothing itself.
alter table vocabulary
	add column purpose  text not null default 'employee-eligibility'
		references permissible_purposes,
	add column use_case text not null default 'government' references use_cases;
update vocabulary set purpose = 'credit-application', use_case = 'mortgage'
 where kind = 'mortgage';

create or replace function order_purpose(for_case bigint, out purpose text, out use_case text)
language sql stable as $$
	select coalesce(p.permissible_purpose, v.purpose), coalesce(p.use_case, v.use_case)
	  from (select 1) one
	  left join lateral (
	       select x.permissible_purpose, x.use_case, x.kind
	         from case_programs cp
	         join programs x on x.id = cp.program_id
	        where cp.case_id = for_case
	        order by cp.due_on, x.id
	        limit 1) p on true
	  join vocabulary v on v.kind = coalesce(p.kind, 'benefit')
$$;

-- A source that a program never asks.
alter table program_sources drop constraint program_sources_way_check;
alter table program_sources add constraint program_sources_way_check
	check (way in ('first', 'offer', 'start', 'never'));
create or replace function next_source(o orders, out provider text, out word text,
                                       out starts boolean, out needs_consent boolean,
                                       out has_consent boolean)
returns setof record language sql stable as $$
	select v.provider, v.word, n.starts, n.needs_consent,
	       exists (select from consents c
	                where c.member_id = o.member_id and c.provider = v.provider
	                  and c.ended_at is null)
	  from (select s.provider, min(s.place) as place, bool_and(s.way = 'start') as starts,
	               bool_or(p.needs_consent) as needs_consent
	          from case_programs cp
	          join programs p on p.id = cp.program_id
	          join program_sources s on s.program_id = p.id and s.way <> 'never'
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

grant select on permissible_purposes, use_cases to verify_app;
grant update (needs_consent, permissible_purpose, use_case) on programs to verify_app;
