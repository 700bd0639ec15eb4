-- world.sql: the demo world without its orders, and ten households of twelve. Their cases are
-- Dana's.
select set_config('app.sees_all', 'true', false);
truncate orders, timeline, webhook_events, jobs cascade;
insert into cases (id, reference, office_id, worker_id) overriding system value
select n, 'C-' || n, 1, 1 from generate_series(501, 510) n;
insert into members (id, case_id, position, first_name, last_name, relation, born_on, email)
       overriding system value
select n * 100 + p, n, p, 'Member', 'Number ' || chr(64 + n - 500) || chr(64 + (p - 1) / 10 + 1)
       || chr(65 + p % 10), case p when 1 then 'applicant' else 'other' end, '1990-02-03',
       'm' || n || 'p' || p || '@mail.test'
  from generate_series(501, 510) n, generate_series(1, 12) p;
