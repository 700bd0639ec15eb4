-- Programs, cases, and the members of their households.

create table languages (
	code        text primary key,
	word        text not null,              -- in English, for staff
	own_word    text not null,              -- in itself, for clients
	truv_locale text not null,
	is_rtl      boolean not null default false
);
insert into languages (code, word, own_word, truv_locale, is_rtl) values
	('en', 'English', 'English', 'en', false),
	('es', 'Spanish', 'Español', 'es', false),
	('zh-Hans', 'Chinese, simplified', '简体中文', 'zh-Hans', false),
	('zh-Hant', 'Chinese, traditional', '繁體中文', 'zh-Hant', false),
	('vi', 'Vietnamese', 'Tiếng Việt', 'vi', false),
	('ko', 'Korean', '한국어', 'ko', false),
	('tl', 'Tagalog', 'Tagalog', 'tl', false),
	('ru', 'Russian', 'Русский', 'ru', false),
	('ar', 'Arabic', 'العربية', 'ar', true),
	('fa', 'Persian', 'فارسی', 'fa', true),
	('hy', 'Armenian', 'Հայերեն', 'hy', false),
	('ht', 'Haitian Creole', 'Kreyòl ayisyen', 'ht', false);

create table programs (
	id               bigint generated always as identity primary key,
	code             text not null unique,
	name             text not null,
	kind             text not null default 'benefit' check (kind in ('benefit', 'mortgage')),
	default_products text[] not null default '{income}',
	truv_template    text,
	due_days         integer not null check (due_days between 1 and 365),
	created_at       timestamptz not null default now()
);
insert into programs (code, name, due_days) values ('snap', 'SNAP', 30), ('medicaid', 'Medicaid',
	45), ('tanf', 'TANF', 30);

create table cases (
	id         bigint generated always as identity primary key,
	reference  text not null unique check (reference ~ '^[A-Za-z0-9-]{3,32}$'),
	office_id  bigint not null references offices,
	worker_id  bigint references users,
	-- of the form that made it: a second press makes no second case
	client_key text unique,
	closed_at  timestamptz,
	created_at timestamptz not null default now()
);
create index cases_open on cases (office_id, id desc) where closed_at is null;

-- A day on which the agency works: the day itself, or the next that is no Saturday or Sunday.
create function working_day(d date) returns date language sql immutable as $$
	select d + case extract(isodow from d) when 6 then 2 when 7 then 1 else 0 end
$$;

create table case_programs (
	case_id      bigint not null references cases,
	program_id   bigint not null references programs,
	purpose      text not null default 'application' check (purpose in ('application',
		'recertification', 'renewal')),
	requested_on date not null,
	due_on       date not null check (due_on >= requested_on),
	due_rule     text not null,             -- the sentence printed beside the date
	primary key (case_id, program_id)
);

create table members (
	id              bigint generated always as identity primary key,
	case_id         bigint not null references cases,
	position        integer not null check (position between 1 and 40),
	first_name      text not null check (length(first_name) between 1 and 50),
	last_name       text not null check (length(last_name) between 1 and 50),
	-- as the client writes it, when that is another script or order
	native_name     text check (length(native_name) <= 100),
	relation        text not null check (relation in ('applicant', 'spouse', 'partner', 'child',
		'parent', 'sibling', 'other')),
	born_on         date not null check (born_on > '1900-01-01'),
	language        text not null default 'en' references languages,
	phone           text check (phone ~ '^\+1\d{10}$'),
	email           text check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(email) <= 254),
	ssn_last4       text check (ssn_last4 ~ '^\d{4}$'),
	has_income      boolean not null default true,             -- something to verify
	created_at      timestamptz not null default now(),
	unique (case_id, position)
);
create unique index members_one_applicant on members (case_id) where relation = 'applicant';

create function member_name(m members) returns text language sql immutable as $$
	select coalesce(m.native_name, m.first_name || ' ' || m.last_name)
$$;

create function member_age(m members) returns integer language sql stable as $$
	select extract(year from age(current_date, m.born_on))::integer
$$;

create table notes (
	id         bigint generated always as identity primary key,
	case_id    bigint not null references cases,
	user_id    bigint not null references users,
	text       text not null check (length(text) between 1 and 4000),
	client_key text unique,
	created_at timestamptz not null default now()
);
create index notes_of_case on notes (case_id, id desc);
