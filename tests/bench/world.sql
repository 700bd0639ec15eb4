-- The bench's world, over that of fixtures.sql: three thousand open cases in three offices, each
-- with a household of two and an order; and LIVE-1 to LIVE-3, households of forty whose orders the
-- bench sends through the gate. Random, but the same every time.

select setseed(0.5);

insert into cases (reference, office_id, worker_id, created_at)
select 'BENCH-' || lpad(i::text, 6, '0'), 1 + i % 3, (array[1, 2, 8])[1 + i % 3],
       now() - random() * interval '60 days'
  from generate_series(1, 3000) i;
insert into cases (reference, office_id, worker_id)
select 'LIVE-' || i, 1, 1 from generate_series(1, 3) i;

insert into case_programs (case_id, program_id, requested_on, due_on, due_rule)
select c.id, p.id, c.created_at::date, c.created_at::date + p.due_days, 'The program''s own days.'
  from cases c
  join programs p on p.code = (array['snap', 'medicaid', 'tanf'])[1 + c.id % 3]
 where c.reference ~ '^(BENCH|LIVE)-';

insert into members (case_id, position, first_name, last_name, relation, born_on, phone, email)
select c.id, n, (array['Ana', 'Bo', 'Chidi', 'Dae', 'Eva', 'Finn', 'Gita'])[1 + (c.id + n) % 7],
       (array['Moreau', 'Quist', 'Rao', 'Stone', 'Tanaka', 'Umarov'])[1 + c.id % 6],
       case n when 1 then 'applicant' else 'other' end, date '1980-01-01' + (c.id % 5000)::integer,
       '+1415' || lpad((5550000 + c.id)::text, 7, '0'), 'member' || n || '.' || c.id || '@mail.test'
  from cases c
  cross join generate_series(1, 40) n
 where c.reference ~ '^LIVE-' or (c.reference ~ '^BENCH-' and n <= 2);

insert into orders (case_id, member_id, products, delivery, language, email, phone, client_key,
                    order_number, intent, upstream_id, upstream_user_id, upstream_status,
                    upstream_at, fetched_at, state, cause, state_at, expires_at, created_by,
                    created_at)
select m.case_id, m.id, '{income}', 'truv', 'en', m.email, m.phone, md5('bench ' || m.id),
       'BE-' || upper(md5('bench number ' || m.id)), 'created', md5('bench order ' || m.id),
       md5('bench user ' || m.case_id), 'sent', now() - interval '1 day', now(),
       v.state, case v.state when 'needs_you' then 'login_error' end,
       now() - random() * interval '2 days', now() + interval '20 days', 1, c.created_at
  from members m
  join cases c on c.id = m.case_id and c.reference ~ '^BENCH-'
  cross join lateral (select (array['waiting', 'waiting', 'waiting', 'connecting', 'reading',
                                    'ready', 'ready', 'needs_you', 'expired']
                                   )[1 + m.case_id % 9] as state) v
 where m.position = 1;

insert into order_steps (order_id, step, at)
select o.id, 'sent', o.created_at from orders o where o.order_number ~ '^BE-';

insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, at)
select o.case_id, o.member_id, o.id, 'order:' || o.id || ':made', 'send', 'Income ordered',
       'D. Whitfield', o.created_at
  from orders o
 where o.order_number ~ '^BE-';

analyze cases, case_programs, members, orders, timeline;
