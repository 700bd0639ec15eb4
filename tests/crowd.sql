-- crowd.sql: a county. As many cases as the setting crowd.cases says, twice as many members, three
-- times as many orders, an office for every twenty-five thousand cases and twenty workers in each;
-- made over the demo world without their triggers, and then what the triggers would have made of
-- them, in one statement each. The same every time: what looks random is md5 of the number.
--
-- Case n is C-0000001 and on, its members 2n and 2n + 1 of a million up, its orders likewise.
set session synchronous_commit = off;
set session maintenance_work_mem = '512MB';
set session work_mem = '64MB';
create temporary view crowd as
select current_setting('crowd.cases')::integer as cases,
       3 + current_setting('crowd.cases')::integer / 25000 as offices;

alter table cases disable trigger user;
alter table members disable trigger user;
alter table orders disable trigger user;
alter table connections disable trigger user;
alter table timeline disable trigger user;
alter table case_programs disable trigger user;
alter table tasks disable trigger user;
alter table reviews disable trigger user;
alter table order_steps disable trigger user;
-- The owner makes it: asking the policies for every row takes most of the time.
alter table cases no force row level security;
alter table members no force row level security;
alter table orders no force row level security;
alter table connections no force row level security;
alter table timeline no force row level security;
alter table case_programs no force row level security;
alter table tasks no force row level security;
alter table work no force row level security;
alter table reviews no force row level security;
alter table order_steps no force row level security;

insert into offices (id, name) overriding system value
select n, 'Office ' || n from crowd c, generate_series(4, c.offices) n
on conflict do nothing;
insert into users (id, email, name, role, password_hash) overriding system value
select 100000 + n, 'worker' || n || '@lakeside.test', 'Worker ' || n, 'caseworker', u.password_hash
  from crowd c, generate_series(0, c.offices * 20 - 1) n, users u
 where u.id = 1;
insert into user_offices (user_id, office_id)
select 100000 + n, 1 + n % c.offices from crowd c, generate_series(0, c.offices * 20 - 1) n;

-- One in ten is nobody's, three in ten are closed.
insert into cases (id, reference, office_id, worker_id, closed_at, due_on, created_at)
overriding system value
select 100000 + n, 'C-' || lpad(n::text, 7, '0'), 1 + n % c.offices,
       case when n % 10 > 0 then 100000 + n % (c.offices * 20) end,
       case when n % 10 in (3, 5, 8) then now() - n % 300 * interval '1 day' end,
       current_date - 2 + n % 200,
       now() - interval '4 years' * (1 - n / c.cases::float) - interval '10 months'
  from crowd c, generate_series(1, c.cases) n;
insert into case_programs (case_id, program_id, requested_on, due_on, due_rule)
select 100000 + n, 1 + n % 3, current_date - 200, current_date - 2 + n % 200, 'Made.'
  from crowd c, generate_series(1, c.cases) n;

-- A few names are frequent, most are rare.
insert into members (id, case_id, position, first_name, last_name, relation, born_on, language,
	phone, email, ssn_last4) overriding system value
select 1000000 + n, 100000 + n / 2, 1 + n % 2,
       case when h.b < 64
            then (array['Văn', 'Maeve', 'José', 'Ling', 'Amara', 'Pat', 'Olu', 'Ida'])[1 + h.b % 8]
            else initcap((array['an', 'bel', 'cor', 'da', 'el', 'fa', 'gre', 'hu', 'is', 'jo', 'ka',
                                'lo', 'mar', 'ni', 'or', 'pe', 'ro', 'sa', 'ti', 'ul', 'va', 'wil']
                               )[1 + h.b % 22]
                 || (array['a', 'ena', 'ich', 'la', 'mund', 'no', 'ra', 'sky', 'ton', 'vin', 'y']
                     )[1 + h.c % 11]) end,
       case when h.a < 48
            then (array['Nguyễn', 'O''Brien', 'Herrera', 'Li', 'Okafor', 'Smith', 'Adeyemi', 'Tran']
                 )[1 + h.a % 8]
            else initcap((array['ab', 'bar', 'cas', 'dor', 'ev', 'fen', 'gal', 'har', 'iv', 'jar',
                                'kel', 'lun', 'mor', 'nor', 'ost', 'pres', 'quin', 'rad', 'stan',
                                'tor', 'und', 'vel', 'wes', 'yar', 'zel'])[1 + h.a % 25]
                 || (array['a', 'be', 'ci', 'do', 'er', 'fi', 'go', 'hi', 'in', 'ko', 'le', 'mo',
                           'na', 'or', 'pa', 're', 'so', 'ta', 'u', 'vi'])[1 + h.c % 20]
                 || (array['bach', 'burn', 'corte', 'dale', 'escu', 'ford', 'grove', 'hart', 'ian',
                           'kins', 'lez', 'man', 'nova', 'quist', 'ra', 'son', 'thal', 'vich',
                           'well', 'zaki'])[1 + h.d % 20]) end,
       case n % 2 when 0 then 'applicant' else 'other' end, date '1950-01-01' + n % 20000,
       (array['en', 'es', 'vi'])[1 + h.d % 3], '+1415' || lpad((n % 10000000)::text, 7, '0'),
       'member' || n || '@mail.test', lpad((h.c * 256 + h.d)::text, 5, '0')::char(4)
  from crowd c, generate_series(2, 2 * c.cases + 1) n
 cross join lateral (select decode(md5('person ' || n), 'hex') as bytes offset 0) x
 cross join lateral (select get_byte(x.bytes, 0) as a, get_byte(x.bytes, 1) as b,
                            get_byte(x.bytes, 2) as c, get_byte(x.bytes, 3) as d) h;

-- The newest of three is open where the case is worked on; those before were reviewed.
insert into orders (id, case_id, member_id, products, delivery, language, client_key, order_number,
	intent, upstream_id, upstream_status, upstream_at, fetched_at, state, cause, state_at,
	expires_at, created_at) overriding system value
select 1000000 + n, 100000 + n / 3, 1000000 + n / 3 * 2 + n % 2, '{income}', 'link', 'en',
       md5('crowd ' || n), 'CR-' || upper(substr(md5(n::text), 1, 20)), 'created', 'crowd-' || n,
       'completed', s.at, s.at, s.state, case s.state when 'needs_you' then 'login_error' end, s.at,
       s.at + interval '30 days', s.at
  from crowd c, generate_series(3, 3 * c.cases + 2) n
 cross join lateral (
       select case when n % 3 = 2 and n / 3 % 10 not in (3, 5, 8)
                   then (array['waiting', 'waiting', 'ready', 'needs_you', 'connecting', 'reading',
                               'expired', 'reviewed', 'reviewed', 'reviewed', 'reviewed',
                               'reviewed', 'canceled'])[1 + n / 3 % 13]
                   else 'reviewed' end as state,
              now() - (2 - n % 3) * interval '180 days' - n % 40 * interval '13 hours' as at) s;
insert into connections (order_id, upstream_id, kind, name, data_source, link_id, state,
	upstream_at, state_at)
select 1000000 + n, 'crowd-' || n, 'employer', 'Bayview Care Center', 'payroll',
       'crowd-link-' || n, 'reviewed', now() - interval '180 days', now() - interval '180 days'
  from crowd c, generate_series(4, 3 * c.cases + 2, 3) n;
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, at)
select o.case_id, o.member_id, o.id, 'order:' || o.id || ':made', 'send', 'Income ordered',
       'Worker', o.created_at
  from orders o
 where o.id > 1000000 and o.id % 3 = 0;
insert into order_steps (order_id, step, at)
select o.id, s.step, o.created_at
  from orders o, unnest('{sent,opened}'::text[]) s (step)
 where o.id > 1000000 and o.id % 3 = 0;
insert into reviews (id, order_id, office_id, state, opened_at, ready_at, decided_at)
select o.id, o.id, c.office_id, case o.state when 'ready' then 'open' else 'decided' end,
       o.state_at, o.state_at, case o.state when 'reviewed' then o.state_at end
  from orders o
  join cases c on c.id = o.case_id
 where o.id > 1000000 and o.state in ('ready', 'reviewed');

drop index people_by_name, people_by_sound;
insert into people_index (member_id, case_id, office_id, names, sounds, phone, ssn_last4)
select m.id, c.id, c.office_id, w.words, search_sounds(w.words), m.phone, m.ssn_last4
  from members m
  join cases c on c.id = m.case_id
 cross join lateral (select search_words(m.first_name || ' ' || m.last_name) as words offset 0) w
 where m.id >= 1000000;
insert into name_words (word)
select distinct w from people_index p, regexp_split_to_table(btrim(p.names), ' ') w
 where length(w) > 2
on conflict do nothing;
create index people_by_name on people_index using gin (names gin_trgm_ops) with (fastupdate = off);
create index people_by_sound on people_index using gin (sounds) with (fastupdate = off);
insert into work (key, branch, case_id, office_id, worker_id, order_id, task_id, member_id, state,
	language, rank, due_on, case_due, since, snoozed_until, programs)
select n.key, n.branch, n.case_id, n.office_id, n.worker_id, n.order_id, n.task_id, n.member_id,
       n.state, n.language, n.rank, n.due_on, n.due_on, n.since, n.snoozed_until, n.programs
  from work_now n
 where n.case_id > 100000;

select setval(pg_get_serial_sequence(t.name, 'id'), 9000000)
  from (values ('cases'), ('members'), ('orders'), ('users'), ('offices')) t (name);
alter table cases force row level security;
alter table members force row level security;
alter table orders force row level security;
alter table connections force row level security;
alter table timeline force row level security;
alter table case_programs force row level security;
alter table tasks force row level security;
alter table work force row level security;
alter table reviews force row level security;
alter table order_steps force row level security;
alter table cases enable trigger user;
alter table members enable trigger user;
alter table orders enable trigger user;
alter table connections enable trigger user;
alter table timeline enable trigger user;
alter table case_programs enable trigger user;
alter table tasks enable trigger user;
alter table reviews enable trigger user;
alter table order_steps enable trigger user;
vacuum (analyze, skip_locked) cases, members, orders, connections, timeline, case_programs, work,
	people_index, name_words, tasks, reviews, order_steps, users, offices, user_offices;
