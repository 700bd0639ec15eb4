-- fixtures.sql: one small world of invented people, for the tests and the demo. Loaded once, by the owner, into a
-- freshly migrated database. Every time is told from now(), so that the world is never stale. Ids are fixed, because
-- visits.json and the flows name them; new rows begin at 1001. Upstream ids are invented and no job waits for these
-- orders; ./dev up tells the simulator of them and sets the unfinished ones going (tests/sim/adopt.sql, carry.sql).
--
-- demo sign-ins: (password for all: lakeside demo 2026)
--   dana.whitfield@lakeside.test    caseworker   Eastside
--   marcus.bell@lakeside.test       caseworker   Harbor
--   tuyet.pham@lakeside.test        caseworker   Northgate
--   priya.raman@lakeside.test       agent        every office
--   luis.ortega@lakeside.test       front_desk   Eastside
--   ruth.okafor@lakeside.test       supervisor   Eastside, Harbor
--   sam.keller@lakeside.test        admin        Eastside
--   nora.lindqvist@lakeside.test    auditor      Eastside
--   ines.duarte@lakeside.test       admin        with codes: key DEMODEMODEMODEMODEMODEMODEMODEMO
--                                                in an app, or recovery codes DEM0-DEM0-DEM0-DE01 to DE09
--
-- order states: ready 1 9 14, needs_you 2 12 13 15, connecting 3, waiting 4 5 8, needs_fix 6, reading 7, checking 10,
-- expired 11, reviewed 16, canceled 17, sending 18.

select set_config('app.sees_all', 'true', false), set_config('TimeZone', 'America/Los_Angeles', false);

insert into offices (id, name) overriding system value values (1, 'Eastside'), (2, 'Harbor'), (3, 'Northgate');

-- One argon2id hash for all: a demo password is no secret.
insert into users (id, email, name, role, password_hash) overriding system value
select u.id, u.email || '@lakeside.test', u.name, u.role,
       '$argon2id$v=19$m=19456,t=2,p=1$in5bDpceH2NnfFCQTuKeSA$E9U6Tr+PcD6fL1+rVsPtptwrhXtWsDCVp15kSWTJpBc'
  from (values (1, 'dana.whitfield', 'Dana Whitfield', 'caseworker'), (2, 'marcus.bell', 'Marcus Bell', 'caseworker'),
               (3, 'priya.raman', 'Priya Raman', 'agent'), (4, 'luis.ortega', 'Luis Ortega', 'front_desk'),
               (5, 'ruth.okafor', 'Ruth Okafor', 'supervisor'), (6, 'sam.keller', 'Sam Keller', 'admin'),
               (7, 'nora.lindqvist', 'Nora Lindqvist', 'auditor'), (8, 'tuyet.pham', 'Tuyết Phạm', 'caseworker'))
       u (id, email, name, role);
insert into user_offices (user_id, office_id) values (1, 1), (2, 2), (8, 3), (3, 1), (3, 2), (3, 3), (4, 1), (5, 1), (5, 2),
                                                     (6, 1), (7, 1);

insert into cases (id, reference, office_id, worker_id, closed_at, created_at) overriding system value values
	(1,  '24-118307', 1, 1,    null,                       now() - interval '370 days'),
	(2,  '26-120411', 1, 1,    null,                       now() - interval '2 days'),
	(3,  '26-120398', 2, 2,    null,                       now() - interval '5 days'),
	(4,  '26-120432', 1, 1,    null,                       now() - interval '4 days'),
	(5,  '26-120377', 3, 8,    null,                       now() - interval '6 days'),
	(6,  '25-119820', 1, 1,    now() - interval '20 days', now() - interval '60 days'),
	(7,  '26-120105', 3, 8,    null,                       now() - interval '45 days'),
	(8,  '26-120290', 1, 1,    null,                       now() - interval '9 days'),
	(9,  '26-120440', 2, 2,    null,                       now() - interval '3 hours'),
	(10, '26-120441', 3, null, null,                       now() - interval '1 hour'),
	(11, '26-120313', 2, 2,    null,                       now() - interval '8 days'),
	(12, '26-120356', 1, null, null,                       now() - interval '7 days');

-- Ten days from the request, as the agency's rule for a recertification that came late; the rest by the program's own days.
insert into case_programs (case_id, program_id, purpose, requested_on, due_on, due_rule)
select x.case_id, p.id, x.purpose, x.requested_on, working_day(x.raw),
       format('%s days from the request on %s is %s', x.days, fmt_day(x.requested_on), fmt_date(x.raw))
       || case when working_day(x.raw) = x.raw then '.' else ', so the next working day.' end
  from (select v.case_id, v.code, v.purpose, current_date - v.ago as requested_on, v.days, current_date - v.ago + v.days as raw
          from (values (1, 'snap', 'recertification', 1, 10), (1, 'medicaid', 'renewal', 49, 90), (2, 'snap', 'application', 2, 30),
                       (3, 'snap', 'application', 5, 30), (3, 'tanf', 'application', 5, 30), (4, 'medicaid', 'application', 4, 45),
                       (5, 'snap', 'recertification', 30, 30), (6, 'snap', 'application', 60, 30), (7, 'tanf', 'application', 45, 30),
                       (8, 'medicaid', 'renewal', 9, 45), (10, 'snap', 'application', 0, 30), (11, 'snap', 'application', 8, 30),
                       (12, 'snap', 'recertification', 29, 30)) v (case_id, code, purpose, ago, days)) x
  join programs p on p.code = x.code;

insert into members (id, case_id, position, first_name, last_name, native_name, relation, born_on, language, phone, email,
                     ssn_last4, has_income) overriding system value values
	(1,  1, 1, 'Maeve', 'O''Brien', null, 'applicant', '1992-03-14', 'en', '+14155550118', 'maeve.obrien@mail.test', '1180', true),
	(2,  1, 2, 'Thành', 'Nguyễn', 'Nguyễn Văn Thành', 'spouse', '1990-06-02', 'vi', '+14155550142', null, '4471', true),
	(3,  1, 3, 'Mohammed', 'al-Hasan', 'محمد الحسن', 'sibling', '1997-01-25', 'ar', null, null, null, true),
	(4,  1, 4, 'Aoife', 'O''Brien', null, 'parent', '1965-08-30', 'en', null, 'a.obrien@mail.test', '2094', true),
	(5,  1, 5, 'Lan', 'Nguyễn', null, 'child', current_date - interval '11 years 3 months', 'en', null, null, null, false),
	(6,  2, 1, 'Grace', 'Adeyemi', null, 'applicant', '1988-11-09', 'en', '+14155550127', 'g.adeyemi@gmial.test', '7325', true),
	(7,  3, 1, 'Tomás', 'Herrera-Díaz', null, 'applicant', '1984-04-28', 'es', '+14155550163', 'tomas.herrera@mail.test', '6018', true),
	(8,  4, 1, 'Meiling', 'Chen', '陈美玲', 'applicant', '1979-12-12', 'zh-Hans', '+14155550151', 'meiling.chen@mail.test', '3357', true),
	(9,  5, 1, 'Anahit', 'Petrosyan', 'Անահիտ Պետրոսյան', 'applicant', '1971-07-19', 'hy', '+14155550134', null, '9042', true),
	(10, 6, 1, 'Rosa', 'Delgado-Ruiz', null, 'applicant', '1995-02-03', 'es', '+14155550109', 'rosa.delgado@mail.test', '5561', true),
	(11, 7, 1, 'Jean-Baptiste', 'Desrosiers', null, 'applicant', '1969-10-21', 'ht', '+14155550176', 'jb.desrosiers@mail.test', '8830', true),
	(12, 8, 1, 'Soo-jin', 'Park', '박수진', 'applicant', '1958-05-16', 'ko', '+14155550188', 'soojin.park@mail.test', '2716', true),
	(13, 9, 1, 'Olga', 'Sokolova', 'Ольга Соколова', 'applicant', '1983-09-07', 'ru', null, null, null, true),
	(14, 10, 1, 'Kevin', 'Tran', null, 'applicant', '2001-01-30', 'en', '+14155550155', 'kevin.tran@mail.test', '4408', true),
	(15, 11, 1, 'Fatemeh', 'Karimi', 'فاطمه کریمی', 'applicant', '1991-03-21', 'fa', '+14155550192', 'f.karimi@mail.test', '6129', true),
	(16, 11, 2, 'Reza', 'Karimi', 'رضا کریمی', 'spouse', '1987-08-11', 'fa', '+14155550193', 'reza.karimi@mail.test', '3374', true),
	(17, 12, 1, 'Blessing', 'Okonkwo', null, 'applicant', '1999-06-25', 'en', '+14155550167', null, '1907', true);

insert into notes (case_id, user_id, text, client_key, created_at) values
	(1, 1, 'Overtime at Bayview covers a coworker''s leave. It ended on the 9th, she says.', md5('note 1'), now() - interval '25 hours'),
	(4, 1, 'Works two evenings a week in her cousin''s restaurant. Paid by check.', md5('note 2'), now() - interval '4 days'),
	(4, 3, 'She called: the text came, she will do it tonight with her daughter.', md5('note 3'), now() - interval '30 hours'),
	(8, 1, 'Savings are from the sale of a car in spring. Bill of sale is on file.', md5('note 4'), now() - interval '6 days');

-- Orders: `made` and `age` are how long ago they were made and reached their state.
insert into orders (id, case_id, member_id, products, delivery, language, email, phone, employer_hint, client_key, order_number, intent,
                    problems, upstream_id, upstream_user_id, share_url, short_share_url, upstream_status, upstream_at, fetched_at,
                    state, cause, state_at, expires_at, created_by, cancel_reason, created_at) overriding system value
select o.id, m.case_id, m.id, o.products::text[], o.delivery, m.language,
       case when o.delivery in ('truv', 'agency') then m.email end, case when o.delivery in ('truv', 'agency') then m.phone end, o.hint,
       md5('order key ' || o.id), 'LC-' || upper(substr(md5('number ' || o.id), 1, 8) || '-' || substr(md5('number ' || o.id), 9, 12)),
       o.intent, o.problems::jsonb, md5('upstream order ' || o.id) , md5('upstream user of case ' || m.case_id),
       'https://link.truv.test/orders/' || md5('upstream order ' || o.id) || '?bridge_token=' || md5('token ' || o.id),
       'https://truv.test/' || substr(md5('short ' || o.id), 1, 6), o.upstream_status,
       now() - o.age, now() - o.age + interval '2 s',
       o.state, o.cause, now() - o.age, now() - o.made + interval '30 days', o.made_by, o.reason, now() - o.made
  from (values
	(1,  1,  '{income,employment}', 'truv',      'Bayview Care Center', 'created', '{}', 'completed', 'ready', null, interval '43 min', interval '20 hours', 1, null),
	(2,  2,  '{income,employment}', 'truv',      'Tidewater Cannery', 'created', '{}', 'sent', 'needs_you', 'login_error', interval '18 min', interval '20 hours', 1, null),
	(3,  3,  '{income,employment}', 'in_person', null, 'created', '{}', 'pending', 'connecting', null, interval '1 min', interval '20 hours', 1, null),
	(4,  3,  '{assets}',            'in_person', null, 'created', '{}', 'pending', 'waiting', null, interval '20 hours', interval '20 hours', 1, null),
	(5,  4,  '{income}',            'truv',      null, 'created', '{}', 'sent', 'waiting', null, interval '2 days', interval '2 days', 1, null),
	(7,  7,  '{income,employment}', 'truv',      'Pelican Freight', 'created', '{}', 'sent', 'reading', null, interval '3 min', interval '1 day', 2, null),
	(8,  8,  '{income,employment}', 'agency',    null, 'created', '{}', 'pending', 'waiting', null, interval '3 days', interval '3 days', 1, null),
	(9,  12, '{assets}',            'link',      null, 'created', '{}', 'completed', 'ready', null, interval '5 hours', interval '8 days', 1, null),
	(11, 11, '{income}',            'truv',      null, 'created', '{}', 'expired', 'expired', null, interval '10 days', interval '40 days', 8, null),
	(12, 16, '{income}',            'truv',      null, 'created', '{}', 'error', 'needs_you', 'delivery_failed', interval '2 days', interval '3 days', 2, null),
	(14, 4,  '{employment}',        'link',      'St. Brendan Parish', 'created', '{}', 'completed', 'ready', null, interval '26 hours', interval '3 days', 1, null),
	(15, 17, '{income}',            'link',      null, 'created', '{}', 'skipped', 'needs_you', 'skipped', interval '3 days', interval '6 days', 3, null),
	(16, 10, '{income,employment}', 'truv',      null, 'created', '{}', 'completed', 'reviewed', null, interval '22 days', interval '55 days', 1, null),
	(17, 11, '{income}',            'truv',      null, 'created', '{}', 'canceled', 'canceled', null, interval '41 days', interval '44 days', 8,
	 'Sent to the wrong person')
       ) o (id, member_id, products, delivery, hint, intent, problems, upstream_status, state, cause, age, made, made_by, reason)
  join members m on m.id = o.member_id;

-- These never reached the provider, or nobody knows yet: no upstream id, no link.
insert into orders (id, case_id, member_id, products, delivery, language, email, phone, client_key, order_number, intent, problems,
                    state, cause, state_at, created_by, created_at) overriding system value
select o.id, m.case_id, m.id, '{income}', 'truv', m.language, m.email, m.phone, md5('order key ' || o.id),
       'LC-' || upper(substr(md5('number ' || o.id), 1, 8) || '-' || substr(md5('number ' || o.id), 9, 12)),
       o.intent, o.problems::jsonb, o.state, o.cause, now() - o.age, o.made_by, now() - o.age - interval '4 s'
  from (values
	(6,  6,  'rejected', '{"email": "Truv refused the e-mail address: gmial.test. Change it or choose another way."}',
	 'needs_fix', 'refused', interval '35 min', 1),
	(10, 9,  'uncertain',    '{}', 'checking',  null,           interval '6 min',  8),
	(13, 15, 'needs_review', '{}', 'needs_you', 'needs_review', interval '4 hours', 2),
	(18, 14, 'queued',       '{}', 'sending',   null,           interval '9 s',    8)
       ) o (id, member_id, intent, problems, state, cause, age, made_by)
  join members m on m.id = o.member_id;

insert into order_attempts (order_id, kind, phase, generation, claimed_at, committed_at, ended_at, http_status, curl_code)
select o.id, 'create', a.phase, 1, o.created_at + interval '1 s', o.created_at + interval '1200 ms', o.created_at + interval '2 s',
       a.http_status, a.curl_code
  from orders o
  join (values ('created', 'accepted', 201, 0), ('rejected', 'refused', 400, 0), ('uncertain', 'uncertain', null, 28),
               ('needs_review', 'uncertain', null, 28)) a (intent, phase, http_status, curl_code) on a.intent = o.intent;

insert into order_steps (order_id, step, at)
select v.order_id, v.step, now() - v.ago
  from (values (1, 'sent', interval '20 hours'), (1, 'opened', interval '65 min'), (1, 'found', interval '60 min'),
               (1, 'signed_in', interval '52 min'), (1, 'reading', interval '51 min'), (1, 'ready', interval '43 min'),
               (2, 'sent', interval '20 hours'), (2, 'opened', interval '26 min'), (2, 'found', interval '23 min'),
               (3, 'sent', interval '20 hours'), (3, 'opened', interval '2 min'),
               (4, 'sent', interval '20 hours'), (5, 'sent', interval '2 days'), (5, 'opened', interval '45 hours'),
               (7, 'sent', interval '1 day'), (7, 'opened', interval '30 min'), (7, 'found', interval '28 min'),
               (7, 'signed_in', interval '25 min'), (7, 'reading', interval '24 min'),
               (8, 'sent', interval '3 days'), (9, 'sent', interval '8 days'), (9, 'opened', interval '6 hours'),
               (9, 'found', interval '350 min'), (9, 'signed_in', interval '340 min'), (9, 'reading', interval '338 min'),
               (9, 'ready', interval '5 hours'), (11, 'sent', interval '40 days'), (12, 'sent', interval '3 days'),
               (14, 'sent', interval '3 days'), (14, 'opened', interval '27 hours'), (14, 'found', interval '1615 min'),
               (14, 'signed_in', interval '1610 min'), (14, 'reading', interval '1609 min'), (14, 'ready', interval '26 hours'),
               (15, 'sent', interval '6 days'), (15, 'opened', interval '3 days'), (16, 'sent', interval '55 days'),
               (16, 'opened', interval '50 days'), (16, 'found', interval '50 days'), (16, 'signed_in', interval '50 days'),
               (16, 'reading', interval '50 days'), (16, 'ready', interval '50 days'), (17, 'sent', interval '44 days'))
       v (order_id, step, ago);

insert into connections (id, order_id, upstream_id, kind, name, provider_name, data_source, link_id, state, cause, tries, upstream_at,
                         state_at, created_at) overriding system value
select c.id, c.order_id, md5('connection ' || c.id), c.kind, c.name, c.provider_name, c.data_source,
       case when c.state not in ('needs_you', 'connecting') then md5('link ' || c.id) end,
       c.state, c.cause, c.tries, now() - c.age, now() - c.age, now() - c.age - interval '9 min'
  from (values
	(1, 1,  'employer', 'Bayview Care Center',   'Brightwage',      'payroll',              'ready',     null, 0, interval '44 min'),
	(2, 1,  'employer', 'Northgate Market',      'Paylane',         'payroll',              'ready',     null, 0, interval '43 min'),
	(3, 2,  'employer', 'Tidewater Cannery',     'Paylane',         'payroll',              'needs_you', 'login_error', 2, interval '18 min'),
	(4, 2,  'employer', 'Harborline Deliveries', 'Brightwage',      'payroll',              'ready',     null, 0, interval '20 min'),
	(5, 7,  'employer', 'Pelican Freight',       'Brightwage',      'payroll',              'ready',     null, 0, interval '11 min'),
	(6, 7,  'employer', 'Dockside Cold Storage', 'Paylane',         'payroll',              'reading',   null, 0, interval '3 min'),
	(7, 9,  'bank',     'First Lakeside Bank',   'First Lakeside Bank', 'financial_accounts', 'ready',   null, 0, interval '5 hours'),
	(8, 16, 'employer', 'Sunrise Laundry',       'Paylane',         'payroll',              'reviewed',  null, 0, interval '22 days'),
	(9, 14, 'employer', 'St. Brendan Parish',    'Brightwage',      'payroll',              'ready',     null, 0, interval '26 hours')
       ) c (id, order_id, kind, name, provider_name, data_source, state, cause, tries, age);

-- Reports --------------------------------------------------------------------------------------------------------------
-- Checks of one job, newest first, with exact sums: twice as many are reckoned as are told, so that the year to date is right for
-- every one told. The lists are gone through in turn: one hour, overtime and bonus for each check back from the last.
create function pg_temp.pay(job text, n integer, step integer, last_on date, rate numeric, hours numeric[], overtime numeric[],
                            bonus numeric[], missing integer) returns jsonb language sql as $$
	with checks as (
		select i, last_on - i * step as pay_date, hours[i % cardinality(hours) + 1] as h,
		       round(rate * hours[i % cardinality(hours) + 1], 2) as regular,
		       round(rate * 1.5 * overtime[i % cardinality(overtime) + 1], 2) as over,
		       overtime[i % cardinality(overtime) + 1] as oh, bonus[i % cardinality(bonus) + 1] as extra
		  from generate_series(0, 2 * n) i
	), taxed as (
		select *, regular + over + extra as gross, round((regular + over + extra) * 0.062, 2) as social,
		       round((regular + over + extra) * 0.0145, 2) as medicare, round((regular + over + extra) * 0.0870, 2) as federal,
		       round((regular + over + extra) * 0.0310, 2) as state
		  from checks
	), summed as (
		select *, gross - social - medicare - federal - state as net, sum(gross) over y as gross_ytd, sum(regular) over y as regular_ytd,
		       sum(over) over y as over_ytd, sum(extra) over y as extra_ytd, sum(social) over y as social_ytd,
		       sum(medicare) over y as medicare_ytd, sum(federal) over y as federal_ytd, sum(state) over y as state_ytd
		  from taxed window y as (partition by extract(year from pay_date) order by pay_date)
	)
	select jsonb_build_object(
		'statements', jsonb_agg(jsonb_build_object(
			'id', md5(job || pay_date), 'check_number', (40000 - i)::text, 'pay_date', pay_date,
			'period_start', pay_date - 4 - step, 'period_end', pay_date - 5, 'basis_of_pay', 'H', 'hours', to_char(h + oh, 'FM990.00'),
			'gross_pay', gross::text, 'gross_pay_ytd', gross_ytd::text, 'net_pay', net::text,
			'net_pay_ytd', (gross_ytd - social_ytd - medicare_ytd - federal_ytd - state_ytd)::text,
			'regular', regular::text, 'regular_ytd', regular_ytd::text, 'overtime', over::text, 'overtime_ytd', over_ytd::text,
			'bonus', to_char(extra, 'FM99990.00'), 'bonus_ytd', to_char(extra_ytd, 'FM99990.00'), 'commission', null, 'commission_ytd', null,
			'other_pay', null, 'other_pay_ytd', null,
			'earnings', jsonb_build_array(
				jsonb_build_object('name', 'Regular', 'amount', regular::text, 'category', 'regular', 'rate', rate::text, 'units', h::text)),
			'deductions', jsonb_build_array(
				jsonb_build_object('name', 'Federal income tax', 'amount', federal::text, 'category', 'federal'),
				jsonb_build_object('name', 'Social Security', 'amount', social::text, 'category', 'socialsec'),
				jsonb_build_object('name', 'Medicare', 'amount', medicare::text, 'category', 'medicare'),
				jsonb_build_object('name', 'State income tax', 'amount', state::text, 'category', 'state')),
			'deductions_ytd', jsonb_build_array(
				jsonb_build_object('name', 'Federal income tax', 'amount', federal_ytd::text, 'category', 'federal'),
				jsonb_build_object('name', 'Social Security', 'amount', social_ytd::text, 'category', 'socialsec'),
				jsonb_build_object('name', 'Medicare', 'amount', medicare_ytd::text, 'category', 'medicare'),
				jsonb_build_object('name', 'State income tax', 'amount', state_ytd::text, 'category', 'state')),
			'derived_fields', '[]'::jsonb, 'missing_data_fields', '[]'::jsonb) order by i)
			filter (where i < n + (missing > 0)::integer and i <> missing),
		'annual_income_summary', (
			select jsonb_agg(to_jsonb(a) order by a.year desc)
			  from (select extract(year from pay_date)::integer as year, sum(gross)::text as gross_pay, sum(net)::text as net_pay,
			               sum(regular)::text as regular, sum(over)::text as overtime, '0.00' as other_pay
			          from summed where extract(year from pay_date) >= extract(year from last_on) - 1 group by 1) a),
		'w2s', (
			select jsonb_agg(to_jsonb(w))
			  from (select extract(year from pay_date)::integer as year, sum(gross)::text as wages, sum(federal)::text as federal_tax,
			               sum(social)::text as social_security_tax, sum(medicare)::text as medicare_tax
			          from summed where extract(year from pay_date) = extract(year from last_on) - 1 group by 1) w))
	  from summed
$$;

-- One link of a VOIE report: the connection's employer, and the member as payroll knows them.
create function pg_temp.voie_link(connection bigint, title text, unit text, rate numeric, frequency text, started date, ended date,
                                  paid jsonb) returns jsonb language sql as $$
	select jsonb_build_object(
		'id', md5('report link ' || c.id), 'link_id', c.link_id, 'tracking_info', c.upstream_id, 'data_source', 'payroll',
		'provider', md5(c.provider_name), 'provider_name', c.provider_name,
		'employments', jsonb_build_array(jsonb_build_object(
			'id', md5('job ' || c.id), 'is_active', ended is null, 'job_title', title, 'job_type', 'F', 'start_date', started,
			'original_hire_date', started, 'end_date', ended, 'dates_from_statements', false, 'income', rate::text, 'income_unit', unit,
			'pay_rate', rate::text, 'pay_frequency', frequency, 'manager_name', null,
			'derived_fields', '[]'::jsonb, 'missing_data_fields', '[]'::jsonb,
			'profile', jsonb_build_object('first_name', m.first_name, 'last_name', m.last_name,
				'full_name', m.first_name || ' ' || m.last_name, 'email', m.email, 'ssn', m.ssn_last4, 'date_of_birth', m.born_on,
				'home_address', jsonb_build_object('street', '18 Alder Court', 'city', 'Lakeside', 'state', 'CA', 'zip', '94002')),
			'company', jsonb_build_object('name', c.name, 'phone', '+14155550100', 'ein', '00-0000000',
				'address', jsonb_build_object('street', '400 Pier Road', 'city', 'Lakeside', 'state', 'CA', 'zip', '94002')),
			'bank_accounts', '[]'::jsonb) || paid))
	  from connections c join orders o on o.id = c.order_id join members m on m.id = o.member_id where c.id = connection
$$;

-- The Friday of last week.
create function pg_temp.payday() returns date language sql as $$ select date_trunc('week', current_date)::date - 3 $$;

create function pg_temp.keep_report(id bigint, order_id bigint, product text, age interval, body jsonb) returns void language sql as $$
	insert into reports (id, order_id, product, upstream_id, completed_at, body, sha256, requested_at, fetched_at) overriding system value
	select id, order_id, product, md5('report ' || id), now() - age, b, encode(sha256(convert_to(b::text, 'UTF8')), 'hex'),
	       now() - age - interval '4 s', now() - age + interval '2 s'
	  from (select jsonb_build_object('report_id', md5('report ' || id), 'created_at', fmt_iso(now() - age),
	                                  'completed_at', fmt_iso(now() - age)) || body as b) x
$$;

-- Maeve: every two weeks with one check missing, and a weekly job she did not declare.
select pg_temp.keep_report(1, 1, 'income', interval '43 min', jsonb_build_object('links', jsonb_build_array(
	pg_temp.voie_link(1, 'Certified nursing assistant', 'HOURLY', 21.40, 'BW', '2021-04-05', null,
		pg_temp.pay('bayview', 26, 14, pg_temp.payday(), 21.40, '{80,80,76,72,80,80,78.5,80}', '{4.5,0,0,0,0,0,0,0,2,0,0}',
		            '{0,0,0,250,0,0,0,0,0,0,0,0,0}', 1)),
	pg_temp.voie_link(2, 'Stock clerk', 'HOURLY', 17.00, 'W', '2024-09-16', null,
		pg_temp.pay('market', 52, 7, pg_temp.payday(), 17.00, '{12,13,11,12.5}', '{0}', '{0}', -1)))));
-- Thành: a job that ended; the other has not let him in.
select pg_temp.keep_report(2, 2, 'income', interval '20 min', jsonb_build_object('links', jsonb_build_array(
	pg_temp.voie_link(4, 'Driver', 'HOURLY', 22.75, 'BW', '2023-02-13', current_date - 99,
		pg_temp.pay('harborline', 26, 14, current_date - 98, 22.75, '{64,72,80}', '{0}', '{0}', -1)))));
-- Tomás: one employer read, one still reading.
select pg_temp.keep_report(3, 7, 'income', interval '11 min', jsonb_build_object('links', jsonb_build_array(
	pg_temp.voie_link(5, 'Dispatcher', 'HOURLY', 24.10, 'BW', '2019-10-28', null,
		pg_temp.pay('pelican', 26, 14, pg_temp.payday(), 24.10, '{80,80,72}', '{0,6,0,0}', '{0}', -1)))));
-- Rosa, reviewed three weeks ago.
select pg_temp.keep_report(4, 16, 'income', interval '50 days', jsonb_build_object('links', jsonb_build_array(
	pg_temp.voie_link(8, 'Presser', 'HOURLY', 18.25, 'W', '2022-06-06', null,
		pg_temp.pay('sunrise', 52, 7, pg_temp.payday() - 49, 18.25, '{38,40,36,40}', '{0,1.5,0}', '{0}', -1)))));
-- Aoife: employment only, so no money anywhere, under the maiden name payroll still has.
select pg_temp.keep_report(5, 14, 'employment', interval '26 hours', jsonb_build_object('links', jsonb_build_array(
	jsonb_set(pg_temp.voie_link(9, 'Parish secretary', null, null, null, '2016-01-11', null,
		'{"statements": [], "annual_income_summary": [], "w2s": []}'), '{employments,0,profile,last_name}', '"Gallagher"'))));

-- Soo-jin's bank: two accounts, a shared owner, one large deposit.
select pg_temp.keep_report(6, 9, 'assets', interval '5 hours', jsonb_build_object(
	'days_requested', 90, 'as_of_date', current_date, 'large_deposit_threshold', 1000, 'is_voe', false,
	'borrower', jsonb_build_object('first_name', 'Soo-jin', 'last_name', 'Park', 'email', 'soojin.park@mail.test', 'ssn', '2716'),
	'summary', jsonb_build_object('balance', '7421.18', 'avg_30', '6903.77', 'avg_60', '5210.40', 'avg_90', '4388.02'),
	'links', jsonb_build_array(jsonb_build_object(
		'link_id', c.link_id, 'tracking_info', c.upstream_id, 'provider', 'first_lakeside', 'provider_name', c.provider_name,
		'accounts', jsonb_build_array(
			jsonb_build_object('id', md5('account 1'), 'type', 'CHECKING', 'subtype', null, 'mask', '4410', 'nickname', 'Everyday',
				'days_available', 90, 'nsf', 0, 'balances', '{"currency_code": "USD", "balance": "1846.02", "available_balance": "1790.52"}'::jsonb,
				'owners', '[{"full_name": "Soo-jin Park", "relation_type": "owner"}]'::jsonb,
				'summary', '{"avg_30": "1611.30", "avg_60": "1502.11", "avg_90": "1498.75"}'::jsonb,
				'transactions', (
					select jsonb_agg(jsonb_build_object('id', md5('checking ' || i), 'amount', case when i % 10 = 0 then '412.50' else '38.16' end,
						'description', case when i % 10 = 0 then 'County pension' else 'Hilltop Grocery' end, 'status', 'POSTED',
						'type', case when i % 10 = 0 then 'CREDIT' else 'DEBIT' end, 'posted_at', current_date - i * 2, 'categories', '[]'::jsonb))
					  from generate_series(0, 44) i)),
			jsonb_build_object('id', md5('account 2'), 'type', 'SAVINGS', 'subtype', 'MONEY_MARKET', 'mask', '9027', 'nickname', null,
				'days_available', 90, 'nsf', null, 'balances', '{"currency_code": "USD", "balance": "5575.16", "available_balance": null}'::jsonb,
				'owners', '[{"full_name": "Soo-jin Park"}, {"full_name": "Daniel Park"}]'::jsonb,
				'summary', '{"avg_30": "5292.47", "avg_60": "3708.29", "avg_90": "2889.27"}'::jsonb,
				'transactions', jsonb_build_array(
					jsonb_build_object('id', md5('savings 1'), 'amount', '3200.00', 'description', 'Cashier''s check deposit', 'status', 'POSTED',
						'type', 'CREDIT', 'posted_at', current_date - 41, 'categories', '[]'::jsonb),
					jsonb_build_object('id', md5('savings 2'), 'amount', '4.16', 'description', 'Interest', 'status', 'POSTED',
						'type', 'CREDIT', 'posted_at', current_date - 20, 'categories', '[]'::jsonb))))))))
  from connections c where c.id = 7;

-- History --------------------------------------------------------------------------------------------------------------
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure, at)
select m.case_id, t.member_id, t.order_id, 'fixture:' || t.n, t.icon, t.sentence, t.teller, t.icon = 'error', now() - t.ago
  from (values
	(1,  3,  3,    'login',         'محمد الحسن opened the link', 'Client', interval '2 min'),
	(2,  2,  2,    'error',         'Nguyễn Văn Thành could not sign in to Tidewater Cannery', 'Truv', interval '18 min'),
	(3,  2,  2,    'assessment',    'Nguyễn Văn Thành: Harborline Deliveries is ready to review', 'Truv', interval '20 min'),
	(4,  2,  2,    'login',         'Nguyễn Văn Thành opened the link', 'Client', interval '26 min'),
	(5,  1,  1,    'assessment',    'Maeve O''Brien: Bayview Care Center and Northgate Market are ready to review', 'Truv', interval '43 min'),
	(6,  1,  1,    'login',         'Maeve O''Brien opened the link', 'Client', interval '65 min'),
	(7,  1,  1,    'send',          'Maeve O''Brien: order sent', 'D. Whitfield', interval '20 hours'),
	(8,  2,  2,    'send',          'Nguyễn Văn Thành: order sent', 'D. Whitfield', interval '20 hours'),
	(9,  3,  3,    'send',          'محمد الحسن: order made, to be shown in person', 'D. Whitfield', interval '20 hours'),
	(10, 4,  5,    'login',         'Aoife O''Brien opened the link', 'Client', interval '45 hours'),
	(11, 4,  5,    'send',          'Aoife O''Brien: order sent', 'D. Whitfield', interval '2 days'),
	(12, 6,  6,    'error',         'Grace Adeyemi: Truv refused the order', 'Truv', interval '35 min'),
	(13, 7,  7,    'autorenew',     'Tomás Herrera-Díaz signed in to Dockside Cold Storage', 'Truv', interval '3 min'),
	(14, 7,  7,    'assessment',    'Tomás Herrera-Díaz: Pelican Freight is ready to review', 'Truv', interval '11 min'),
	(15, 8,  8,    'send',          '陈美玲: order sent', 'D. Whitfield', interval '3 days'),
	(16, 9,  10,   'search',        'Անահիտ Պետրոսյան: we are finding out whether the order was sent', 'Verify', interval '6 min'),
	(17, 10, 16,   'check_circle',  'Rosa Delgado-Ruiz: income reviewed', 'D. Whitfield', interval '22 days'),
	(18, 11, 11,   'history',       'Jean-Baptiste Desrosiers: the link expired', 'Truv', interval '10 days'),
	(19, 11, 17,   'cancel',        'Jean-Baptiste Desrosiers: order canceled. Sent to the wrong person', 'T. Phạm', interval '41 days'),
	(20, 12, 9,    'assessment',    '박수진: First Lakeside Bank is ready to review', 'Truv', interval '5 hours'),
	(21, 15, 13,   'error',         'فاطمه کریمی: Truv shows no order', 'Verify', interval '4 hours'),
	(22, 16, 12,   'error',         'رضا کریمی: the message could not be delivered', 'Truv', interval '2 days'),
	(23, 17, 15,   'error',         'Blessing Okonkwo left without finishing', 'Client', interval '3 days'),
	(24, 4,  14,   'assessment',    'Aoife O''Brien: St. Brendan Parish is ready to review', 'Truv', interval '26 hours')
       ) t (n, member_id, order_id, icon, sentence, teller, ago)
  join members m on m.id = t.member_id;

-- Rows made from here on get ids that no test names.
select setval(pg_get_serial_sequence(part, 'id'), 1000)
  from unnest(array['offices', 'users', 'cases', 'members', 'notes', 'orders', 'order_attempts', 'connections', 'reports', 'timeline']) part;

-- The office window: the desk's phone, two monitors (their words are "window-three" and "window-four", hashed; a third shows
-- steps), and who came today.
update offices set phone = '+14155550100' where id = 1;
insert into displays (id, office_id, name, token_hash, order_id, shown_at, language, seen_at, paired_at, paired_by) overriding system value
values (1, 1, 'Window 3', token_hash('window-three'), 4, now() - interval '1 min', 'ar', now(), now() - interval '9 days', 4),
       (2, 1, 'Window 4', token_hash('window-four'), null, null, 'en', null, now() - interval '9 days', 4),
       (3, 1, 'Window 5', token_hash('window-five'), 3, now() - interval '90 s', 'ar', now() - interval '3 min', now() - interval '8 days', 4);
insert into visitors (id, office_id, member_id, arrived_at, arrived_on, added_by, help_at) overriding system value
values (1, 1, 3, now() - interval '25 min', current_date, 4, null), (2, 1, 6, now() - interval '12 min', current_date, 4, null),
       (3, 1, 8, now() - interval '9 min', current_date, 4, now() - interval '1 min'),
       (4, 1, 4, now() - interval '30 hours', current_date - 1, 4, null);
select setval(pg_get_serial_sequence(t, 'id'), 1000) from unnest(array['displays', 'visitors', 'pairings']) t;

-- What a later room adds to this world stands in a file of its own, loaded here in the order of the rooms.
\ir fixtures/sheet.sql
\ir fixtures/renewals.sql
\ir fixtures/calls.sql
\ir fixtures/worklist.sql
\ir fixtures/outbox.sql
\ir fixtures/letters.sql
\ir fixtures/review.sql
\ir fixtures/intake.sql
\ir fixtures/truework.sql
\ir fixtures/seal.sql
\ir fixtures/scope.sql
\ir fixtures/api.sql
\ir fixtures/signin.sql
\ir fixtures/sso.sql
\ir fixtures/imports.sql
