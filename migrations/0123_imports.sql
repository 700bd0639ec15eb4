-- Files that come in from spreadsheets: cases with their members, and lists of due days
-- (product.md §6). A file's rows are staged as they are; then it is found out which column is
-- what, each row is judged, and when a person says so what is good comes in, a few at a time.

create table import_kinds (
	kind  text primary key,
	word  text not null,
	place integer not null,
	hint  text not null
);
insert into import_kinds (kind, word, place, hint) values
	('cases', 'Cases with members', 2, 'One row a person: case number, program, name, birth date'),
	('dues', 'Due list', 1, 'One row a renewal: case number, member, period, due date');

create table import_states (
	state text primary key,
	word  text not null,
	look  text not null,
	icon  text not null,
	place integer not null
);
insert into import_states (state, word, look, icon, place) values
	('columns',  'Needs its columns', 'you',    'edit',         1),
	('ready',    'Checked, not in yet', 'ready', 'assessment',  2),
	('checking', 'Being checked',     'moving', 'search',       3),
	('running',  'Coming in',         'read',   'autorenew',    4),
	('done',     'Done',              'closed', 'check_circle', 5),
	('dropped',  'Dropped',           'closed', 'cancel',       6),
	('expired',  'Expired',           'closed', 'history',      7);

-- What a cell may hold, and what to say when it holds something else.
create table import_forms (
	form  text primary key,
	wrong text not null
);
insert into import_forms (form, wrong) values
	('reference', 'Write it with 3 to 32 letters, digits and hyphens'),
	('name',      'Write at most 50 letters, not beginning like a formula'),
	('text',      'Write at most 100 letters, not beginning like a formula'),
	('past_day',  'Write a day that has passed, as 11/30/2026 or 2026-11-30'),
	('due_day',   'Write a day within two years, as 11/30/2026 or 2026-11-30'),
	('period',    'Write the month as 2026-12, 12/2026 or Dec 2026'),
	('phone',     'Write a phone number with 10 digits'),
	('email',     'Write an address like name@example.com'),
	('digits4',   'Write four digits'),
	('language',  'Write a language that clients can read here'),
	('relation',  'Write applicant, spouse, partner, child, parent, sibling or other'),
	('purpose',   'Write application, recertification or renewal'),
	('yes_no',    'Write yes or no'),
	('programs',  'Write programs as they are called here');

-- The columns a kind knows. headings: how they are called elsewhere, folded.
create table import_fields (
	kind      text not null references import_kinds,
	field     text not null,
	word      text not null,
	place     integer not null,
	is_needed boolean not null,
	form      text not null references import_forms,
	headings  text[] not null,
	primary key (kind, field)
);
insert into import_fields (kind, place, field, word, is_needed, form, headings) values
	('cases', 1, 'case', 'Case number', true, 'reference',
	 '{casenumber,case,caseno,caseid,casereference,reference}'),
	('cases', 2, 'programs', 'Programs', true, 'programs',
	 '{programs,program,programcode,aidtype}'),
	('cases', 3, 'purpose', 'What for', false, 'purpose', '{whatfor,purpose,casetype}'),
	('cases', 4, 'requested_on', 'Request date', true, 'past_day',
	 '{requestdate,requested,requestedon,applicationdate,dateofapplication}'),
	('cases', 5, 'first_name', 'First name', true, 'name', '{firstname,givenname,first}'),
	('cases', 6, 'last_name', 'Last name', true, 'name', '{lastname,familyname,surname,last}'),
	('cases', 7, 'native_name', 'Name as the client writes it', false, 'text',
	 '{nameastheclientwritesit,nativename,nameinownscript}'),
	('cases', 8, 'relation', 'Relation', false, 'relation', '{relation,relationship}'),
	('cases', 9, 'born_on', 'Birth date', true, 'past_day',
	 '{birthdate,dateofbirth,dob,born,bornon,birthday}'),
	('cases', 10, 'language', 'Language', false, 'language',
	 '{language,preferredlanguage,spokenlanguage}'),
	('cases', 11, 'phone', 'Phone', false, 'phone',
	 '{phone,phonenumber,mobile,mobilephone,cell,cellphone,telephone}'),
	('cases', 12, 'email', 'E-mail', false, 'email', '{email,emailaddress,mail}'),
	('cases', 13, 'ssn_last4', 'Last four of the SSN', false, 'digits4',
	 '{lastfourofthessn,ssnlast4,ssn4,last4,last4ssn,last4ofssn}'),
	('cases', 14, 'has_income', 'Income to verify', false, 'yes_no',
	 '{incometoverify,hasincome,works}'),
	('dues', 1, 'case', 'Case number', true, 'reference',
	 '{casenumber,case,caseno,caseid,casereference,reference}'),
	('dues', 2, 'member', 'Member', false, 'text',
	 '{member,membername,name,client,clientname,person,fullname}'),
	('dues', 3, 'born_on', 'Birth date', false, 'past_day',
	 '{birthdate,dateofbirth,dob,born,bornon,birthday}'),
	('dues', 4, 'period', 'Period', true, 'period',
	 '{period,renewalperiod,renewalmonth,month,certificationperiod}'),
	('dues', 5, 'due_on', 'Due date', true, 'due_day',
	 '{duedate,due,dueday,dueon,renewaldue,renewaldate}'),
	('dues', 6, 'program', 'Program', false, 'programs',
	 '{program,programs,programcode,aidtype}');

-- Other words for what a form takes, folded.
create table import_words (
	form  text not null references import_forms,
	word  text not null,
	value text not null,
	primary key (form, word)
);
insert into import_words (form, word, value) values
	('relation', 'applicant', 'applicant'), ('relation', 'self', 'applicant'),
	('relation', 'head', 'applicant'), ('relation', 'spouse', 'spouse'),
	('relation', 'husband', 'spouse'), ('relation', 'wife', 'spouse'),
	('relation', 'partner', 'partner'), ('relation', 'child', 'child'),
	('relation', 'son', 'child'), ('relation', 'daughter', 'child'),
	('relation', 'parent', 'parent'), ('relation', 'mother', 'parent'),
	('relation', 'father', 'parent'), ('relation', 'sibling', 'sibling'),
	('relation', 'brother', 'sibling'), ('relation', 'sister', 'sibling'),
	('relation', 'other', 'other'), ('purpose', 'application', 'application'),
	('purpose', 'new', 'application'), ('purpose', 'recertification', 'recertification'),
	('purpose', 'recert', 'recertification'), ('purpose', 'renewal', 'renewal'),
	('purpose', 'redetermination', 'renewal'), ('yes_no', 'yes', 'true'), ('yes_no', 'y', 'true'),
	('yes_no', 'true', 'true'), ('yes_no', '1', 'true'), ('yes_no', 'x', 'true'),
	('yes_no', 'no', 'false'), ('yes_no', 'n', 'false'), ('yes_no', 'false', 'false'),
	('yes_no', '0', 'false');

-- Why a row stays out, beyond what its cells hold.
create table import_problems (
	problem text primary key,
	word    text not null,
	field   text                                     -- whose column it is about
);
insert into import_problems (problem, field, word) values
	('form',           null,           'The cell holds something else'),
	('empty',          null,           'Fill the cell'),
	('wide',           null,           'The row has more cells than there are headings'),
	('elsewhere',      'case',         'Another office has this case number'),
	('no_case',        'case',         'No case of the office has this number'),
	('closed',         'case',         'The case is closed'),
	('no_member',      'member',       'Nobody in the case is called so'),
	('two_members',    'member',       'Two people in the case are called so: add the birth date'),
	('two_programs',   'program',      'Name one program'),
	('not_in_program', 'program',      'The case is not in this program'),
	('repeated',       null,           'An earlier row of the file says the same'),
	('no_applicant',   'relation',     'Nobody in the case is its applicant'),
	('two_applicants', 'relation',     'The case has another applicant'),
	('crowded',        null,           'The case would have more than 40 people'),
	('moved',          null,           'The case has changed since it was checked');

create table imports (
	id           bigint generated always as identity primary key,
	kind         text not null references import_kinds,
	office_id    bigint not null references offices,
	name         text not null check (length(name) between 1 and 255),
	sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	bytes        integer not null check (bytes between 1 and 5242880),
	headings     text[] not null check (cardinality(headings) between 2 and 60),
	row_count    integer not null check (row_count between 1 and 10000),
	mapping      jsonb not null default '{}',        -- field → column, from 1
	state        text not null references import_states,
	checked_row  integer not null default 0,         -- rows up to this one are read
	matched_row  integer not null default 0,         -- and up to this one found in the cases
	client_key   text not null unique check (client_key ~ '^[A-Za-z0-9-]{16,80}$'),
	created_by   bigint not null references users,
	created_at   timestamptz not null default now(),
	confirmed_by bigint references users,
	confirmed_at timestamptz,
	ended_at     timestamptz,
	constraint imports_ended check ((ended_at is not null)
		= (state in ('done', 'dropped', 'expired'))),
	constraint imports_confirmed check (state not in ('running', 'done')
		or confirmed_by is not null)
);
create index imports_of_office on imports (office_id, id desc);
create index imports_same on imports (sha256);
create index imports_open on imports (created_at) where ended_at is null;

-- A file's cells as they came. Postgres streams into no table with row-level security, so the
-- application's role may only write here; it reads through import_lines, and import_forget() takes
-- them away when they are not needed any more.
create table import_cells (
	client_key text not null references imports (client_key),
	number     integer not null,                     -- the row as a spreadsheet counts
	cells      text[] not null,
	primary key (client_key, number)
);

create view import_lines with (security_barrier = true) as
select i.id as import_id, c.number, c.cells
  from imports i
  join import_cells c on c.client_key = i.client_key;

create function import_forget(wanted bigint) returns void language sql
	security definer set search_path = public, pg_temp as $$
	delete from import_cells c using imports i
	 where i.id = wanted and c.client_key = i.client_key;
$$;
revoke all on function import_forget from public;

-- What a list said is due: one day for each person and period.
create table dues (
	id         bigint generated always as identity primary key,
	case_id    bigint not null references cases,
	member_id  bigint not null references members,
	period_on  date not null check (extract(day from period_on) = 1),
	due_on     date not null,
	program_id bigint references programs,
	import_id  bigint not null references imports,   -- the one that said so last
	created_at timestamptz not null default now(),
	unique (case_id, member_id, period_on)
);
create index dues_due on dues (due_on, case_id);
create index dues_of_member on dues (member_id);

-- What became of each row. data: its values as they come in, gone when they are in.
create table import_rows (
	import_id bigint not null references imports,
	number    integer not null,
	data      jsonb,
	problem   text references import_problems,
	field     text,
	forecast  text check (forecast in ('made', 'changed', 'same')),
	outcome   text check (outcome in ('made', 'changed', 'same', 'refused')),
	case_id   bigint references cases,
	member_id bigint references members,
	due_id    bigint references dues,
	primary key (import_id, number),
	constraint import_rows_refused check (outcome is distinct from 'refused'
		or problem is not null)
);
create index import_rows_of_person on import_rows (import_id, case_id, member_id);
create index import_rows_waiting on import_rows (import_id, number)
	where outcome is null and problem is null;

-- How an office's files call a column; field null: it is not taken.
create table import_headings (
	office_id bigint not null references offices,
	kind      text not null references import_kinds,
	heading   text not null,                         -- folded
	field     text,
	primary key (office_id, kind, heading),
	foreign key (kind, field) references import_fields
);

create function scope_has_import(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from imports i where i.id = wanted);
end $$;

alter table imports enable row level security;
alter table imports force row level security;
create policy office on imports using (scope_all() or office_id = any (scope_offices()));
alter table import_headings enable row level security;
alter table import_headings force row level security;
create policy office on import_headings using (scope_all() or office_id = any (scope_offices()));
alter table import_rows enable row level security;
alter table import_rows force row level security;
create policy office on import_rows
	using (scope_all() or exists (select from imports i where i.id = import_id))
	with check (scope_has_import(import_id));
alter table dues enable row level security;
alter table dues force row level security;
create policy office on dues
	using (scope_all() or exists (select from cases c where c.id = case_id))
	with check (scope_has_case(case_id));

grant select on import_kinds, import_states, import_forms, import_fields, import_words,
	import_problems, import_lines to verify_app;
grant insert on import_cells to verify_app;
grant select, insert, update on imports, import_rows, import_headings, dues to verify_app;
grant execute on function import_forget to verify_app;

create function tell_import() returns trigger language plpgsql as $$
begin
	perform set_config('app.subject', 'import:' || new.id, true);
	perform pg_notify('changed', concat_ws(' ', 'import:' || new.id, 'office:' || new.office_id));
	return null;
end $$;
create trigger tell after insert or update on imports
	for each row execute function tell_import();
