-- Every transaction of one account of a report, newest first, two hundred a page.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 query.report   $5 query.account
-- $6 query.page   $7 user.id   $8 user.role
with asked as (
	select o.id, o.case_id, c.reference, member_name(m) as name, r.id as report,
	       coalesce(r.completed_at, r.fetched_at) as read_at,
	       case when $6 ~ '^[1-9]\d{0,1}$' then least($6::integer, 50) else 1 end as page
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join reports r on r.order_id = o.id and r.body is not null
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $7::bigint, $8::text, $2::bigint[])
	   and r.id = case when $4 ~ '^\d{1,18}$' then $4::bigint
	                   else newest_report(o.id, 'assets') end
), account as (
	select x.n, x.bank, fmt_account(x.type, x.subtype) as kind,
	       coalesce('ending in ' || x.last4, 'number not given') as mask
	  from asked a
	 cross join lateral report_accounts(a.report) x
	 where x.n = case when $5 ~ '^\d{1,6}$' then $5::bigint else 1 end
), entries as materialized (
	select e.posted_on, e.amount, e.is_out, e.is_pending, e.description, e.categories, e.t,
	       row_number() over (order by e.posted_on desc nulls last, e.place) as back
	  from asked a
	 cross join account k
	 cross join lateral report_transactions(a.report) e
	 where e.account = k.n
), counted as (
	select count(*) as count, least(count(*), 10000) as kept from entries
)
select a.id, a.case_id, a.reference, a.name, x.kind, x.bank, x.mask,
       'Transactions: ' || x.kind || ', ' || x.bank as title,
       '/orders/' || a.id || '/report?report=' || a.report || '#account-' || x.n as report_href,
       fmt_when(a.read_at) as read_at, to_char(k.kept, 'FM999,990') as count,
       case when k.count > k.kept then to_char(k.count, 'FM999,999,999') end as came,
       case when k.kept > 0
            then to_char((a.page - 1) * 200 + 1, 'FM999,999') || ' to '
                 || to_char(least(a.page * 200, k.kept), 'FM999,999') end as range,
       case when a.page > 1 then h.base || a.page - 1 end as newer,
       case when a.page * 200 < k.kept then h.base || a.page + 1 end as older,
       (select coalesce(json_agg(report_entry(e.t, e.posted_on, e.amount, e.is_out, e.is_pending,
                                              e.description, e.categories) order by e.back), '[]')
          from entries e
         where e.back > (a.page - 1) * 200 and e.back <= least(a.page * 200, 10000)) as entries
  from asked a
 cross join account x
 cross join counted k
 cross join lateral (select '/orders/' || a.id || '/report/entries?report=' || a.report
                            || '&account=' || x.n || '&page=' as base) h
