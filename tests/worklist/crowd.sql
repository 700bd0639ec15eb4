-- Forty-five thousand orders of fifteen thousand cases, made without their triggers, and what
-- the triggers would have made of them in one statement each.
alter table cases disable trigger user;
alter table members disable trigger user;
alter table orders disable trigger user;
alter table case_programs disable trigger user;
alter table tasks disable trigger user;
-- The owner makes it: asking the policies for every row takes most of the time.
alter table cases no force row level security;
alter table members no force row level security;
alter table orders no force row level security;
alter table case_programs no force row level security;
alter table tasks no force row level security;
alter table work no force row level security;

insert into cases (id, reference, office_id, worker_id) overriding system value
select 100000 + n, 'C-' || lpad(n::text, 6, '0'), 1 + n % 3,
       case when n % 10 > 0 then (array[1, 2, 8])[1 + n % 3] end
  from generate_series(1, 15000) n;
insert into case_programs (case_id, program_id, requested_on, due_on, due_rule)
select 100000 + n, 1, current_date, current_date + 1 + n % 60, 'Made.'
  from generate_series(1, 15000) n;
insert into members (id, case_id, position, first_name, last_name, relation, born_on, language,
	phone, ssn_last4) overriding system value
select 1000000 + n, 100001 + n / 3, 1 + n % 3,
       (array['Văn', 'Maeve', 'José', 'Ling', 'Amara', 'Pat', 'Olu', 'Ida'])[1 + n % 8] || ' ' || n,
       (array['Nguyễn', 'O''Brien', 'Herrera', 'Li', 'Okafor', 'Smith', 'Adeyemi'])[1 + n % 7],
       case n % 3 when 0 then 'applicant' else 'other' end, '1980-01-01',
       (array['vi', 'en', 'es'])[1 + n % 3], '+1415' || 6000000 + n, lpad((n % 10000)::text, 4, '0')
  from generate_series(0, 44998) n;
insert into orders (id, case_id, member_id, products, delivery, language, client_key, order_number,
	intent, upstream_id, state) overriding system value
select 1000000 + n, 100001 + n / 3, 1000000 + n, '{income}', 'link',
       (array['vi', 'en', 'es'])[1 + n % 3], md5('crowd ' || n),
       'CR-' || upper(substr(md5(n::text), 1, 20)), 'created', 'crowd-' || n,
       (array['waiting', 'waiting', 'ready', 'connecting', 'reviewed'])[1 + n % 5]
  from generate_series(0, 44998) n;

insert into people_index (member_id, case_id, office_id, names, sounds, phone, ssn_last4)
select m.id, c.id, c.office_id, w.words, search_sounds(w.words), m.phone, m.ssn_last4
  from members m
  join cases c on c.id = m.case_id
 cross join lateral search_words(m.first_name || ' ' || m.last_name) w (words)
 where m.id >= 1000000;
insert into work (key, branch, case_id, office_id, worker_id, order_id, task_id, member_id, state,
	language, rank, due_on, since, snoozed_until, programs)
select n.key, n.branch, n.case_id, n.office_id, n.worker_id, n.order_id, n.task_id, n.member_id,
       n.state, n.language, n.rank, n.due_on, n.since, n.snoozed_until, n.programs
  from work_now n
 where n.case_id > 100000;
alter table cases force row level security;
alter table members force row level security;
alter table orders force row level security;
alter table case_programs force row level security;
alter table tasks force row level security;
alter table work force row level security;
analyze cases, members, orders, case_programs, work, people_index, tasks;
