-- Every check of one job of a report, newest first, a hundred a page, with what each was made of.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 query.report   $5 query.job   $6 query.page
-- $7 user.id   $8 user.role
-- As many as the reckoning takes: the newest 10,000.
with asked as (
	select o.id, o.case_id, c.reference, member_name(m) as name, r.id as report,
	       coalesce(r.completed_at, r.fetched_at) as read_at,
	       case when $6 ~ '^[1-9]\d{0,2}$' then least($6::integer, 100) else 1 end as page
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join reports r on r.order_id = o.id and r.body is not null
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $7::bigint, $8::text, $2::bigint[])
	   and r.id = case when $4 ~ '^\d{1,18}$' then $4::bigint
	                   else newest_report(o.id, 'pay') end
), job as materialized (
	select j.n, j.employer, j.e
	  from asked a
	 cross join lateral report_jobs(a.report) j
	 where j.n = case when $5 ~ '^\d{1,6}$' then $5::bigint else 1 end
), checks as materialized (
	select s, row_number() over (order by report_day(s ->> 'pay_date') desc nulls last) as back
	  from job j
	 cross join lateral jsonb_path_query(j.e, '$.statements[*]') s
	 where jsonb_typeof(s) = 'object'
), counted as (
	select count(*) as count, least(count(*), 10000) as kept from checks
)
select a.id, a.case_id, a.reference, a.name, j.employer, 'Checks: ' || j.employer as title,
       '/orders/' || a.id || '/report?report=' || a.report || '#job-' || j.n as report_href,
       fmt_when(a.read_at) as read_at, to_char(k.kept, 'FM999,999') as count,
       case when k.count > k.kept then to_char(k.count, 'FM999,999,999') end as came,
       case when k.kept > 0
            then to_char((a.page - 1) * 100 + 1, 'FM999,999') || ' to '
                 || to_char(least(a.page * 100, k.kept), 'FM999,999') end as range,
       case when a.page > 1 then h.base || a.page - 1 end as newer,
       case when a.page * 100 < k.kept then h.base || a.page + 1 end as older,
       (select coalesce(json_agg(json_build_object(
                   'line', report_line(c.s),
                   'earnings', (
                       select coalesce(json_agg(json_build_object(
                                  'name', p.name, 'how', p.how, 'amount', p.amount)
                                  order by p.place), '[]')
                         from report_parts(c.s -> 'earnings', null) p),
                   'deductions', (
                       select coalesce(json_agg(json_build_object(
                                  'name', p.name, 'amount', p.amount) order by p.place), '[]')
                         from report_parts(c.s -> 'deductions', null) p),
                   'bonus', fmt_given(c.s ->> 'bonus'),
                   'commission', fmt_given(c.s ->> 'commission'),
                   'number', coalesce(left(nullif(c.s ->> 'check_number', ''), 40), 'none'))
                   order by c.back), '[]')
          from checks c
         where c.back > (a.page - 1) * 100 and c.back <= least(a.page * 100, 10000)) as checks
  from asked a
 cross join job j
 cross join counted k
 cross join lateral (select '/orders/' || a.id || '/report/checks?report=' || a.report
                            || '&job=' || j.n || '&page=' as base) h
