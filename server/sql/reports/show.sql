-- What came back for one order: does the person fit, each job with its checks, each bank account.
-- $1 path.id   $2 user.offices   $3 user.sees_all
-- Only the order's own links are taken: a household may share one of the provider's users. The
-- provider's values are text and may be null; what is missing is said in words, never left empty.
with the_order as (
	select o.id, o.case_id, c.reference, o.products, o.state, called.name,
	       m.first_name || ' ' || m.last_name as legal_name, m.born_on, m.ssn_last4,
	       s.word as state_word, s.look as state_look, s.icon as state_icon
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join order_states s on s.state = o.state
	 cross join lateral (
	       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
	                                     else '' end as name) called
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
),
-- The last report read, of pay and of assets.
newest as (
	select distinct on (r.product = 'assets')
	       r.product, r.body, coalesce(r.completed_at, r.fetched_at) as read_at
	  from reports r
	  join the_order o on o.id = r.order_id
	 where r.body is not null
	 order by r.product = 'assets', r.product = 'income' desc, r.id desc
),
-- A report of one link has its employments at the top (truv-api.md §9.2).
links as (
	select row_number() over (order by c.id) as n, c.name, r.product, l.body,
	       coalesce(l.body ->> 'provider_name', l.body -> 'provider' ->> 'name', c.provider_name)
	       as provider
	  from newest r
	 cross join lateral jsonb_path_query(
	           case when r.body ? 'links' then r.body
	                else jsonb_build_object('links', jsonb_build_array(r.body)) end,
	           '$.links[*]') l (body)
	  join connections c
	    on c.order_id = $1::bigint
	   and (c.upstream_id = l.body ->> 'tracking_info'
	        or c.link_id in (l.body ->> 'link_id', l.body ->> 'id'))
),
jobs_held as (
	select row_number() over (order by l.n, x.place) as n, l.provider, x.e,
	       coalesce(x.e -> 'company' ->> 'name', l.name) as employer
	  from links l
	 cross join lateral jsonb_path_query(l.body, '$.employments[*]')
	            with ordinality x (e, place)
	 where l.product <> 'assets'
),
checks as (
	select j.n, s, to_day(s ->> 'pay_date') as paid_on, to_money(s ->> 'gross_pay') as gross,
	       to_day(s ->> 'pay_date') > current_date - 30 as is_recent,
	       row_number() over (partition by j.n
	                          order by to_day(s ->> 'pay_date') desc nulls last) as back
	  from jobs_held j
	 cross join lateral jsonb_path_query(j.e, '$.statements[*]') s
),
lines as (
	select c.n, c.back, coalesce(c.is_recent, false) as is_recent,
	       coalesce(fmt_day(c.paid_on), 'not given') as day,
	       coalesce(fmt_day(to_day(s ->> 'period_start')) || ' to '
	                || fmt_day(to_day(s ->> 'period_end')), 'not given') as period,
	       coalesce(to_char(to_money(s ->> 'hours'), 'FM9990.00'), 'none') as hours,
	       coalesce(fmt_money(to_money(s ->> 'regular')), 'none') as regular,
	       coalesce(fmt_money(to_money(s ->> 'overtime')), 'none') as overtime,
	       fmt_money(coalesce(to_money(s ->> 'bonus'), 0)
	                 + coalesce(to_money(s ->> 'commission'), 0)
	                 + coalesce(to_money(s ->> 'other_pay'), 0)) as other,
	       coalesce(fmt_money(c.gross), 'none') as gross,
	       coalesce(fmt_money(to_money(s ->> 'net_pay')), 'none') as net
	  from checks c
),
tables as (
	select n, count(*) filter (where not is_recent) as older_count,
	       coalesce(json_agg(line order by back) filter (where is_recent), '[]') as recent,
	       coalesce(json_agg(line order by back) filter (where not is_recent), '[]') as older
	  from (select n, back, is_recent,
	               json_build_object('day', day, 'period', period, 'hours', hours,
	                                 'regular', regular, 'overtime', overtime, 'other', other,
	                                 'gross', gross, 'net', net) as line
	          from lines) x
	 group by n
),
-- The chart: the last 8 checks side by side, 712 wide from x 52, at most 110 high above y 144,
-- under a round figure.
drawn as (
	select n, paid_on, gross,
	       712.0 / count(*) over (partition by n) as slot,
	       row_number() over (partition by n order by paid_on) - 1 as place,
	       max(gross) over (partition by n) as most
	  from checks
	 where back <= 8 and gross >= 0 and paid_on is not null
),
bars as (
	select d.n, d.paid_on, d.gross, d.slot, t.top, round(52 + d.place * d.slot, 1) as x,
	       round(d.gross / t.top * 110, 1) as height
	  from drawn d
	 cross join lateral (
	       select min(k * power(10::numeric, floor(log(d.most)))) as top
	         from unnest('{1,2,4,5,10}'::numeric[]) k
	        where k * power(10::numeric, floor(log(d.most))) >= d.most) t
	 where d.most > 0
),
charts as (
	select b.n,
	       json_build_object(
	           'employer', min(j.employer),
	           'about', count(*) || ' checks from ' || fmt_day(min(b.paid_on)) || ' to '
	                    || fmt_day(max(b.paid_on)) || ', between ' || fmt_dollars(min(b.gross))
	                    || ' and ' || fmt_dollars(max(b.gross))
	                    || '. The same numbers are in the table below.',
	           'grid', json_build_array(
	               json_build_object('y', 144, 'text_y', 148, 'label', '$0'),
	               json_build_object('y', 89, 'text_y', 93,
	                                 'label', '$' || to_char(min(b.top) / 2, 'FM999,999,990')),
	               json_build_object('y', 34, 'text_y', 38,
	                                 'label', '$' || to_char(min(b.top), 'FM999,999,990'))),
	           'window', (select json_build_object('x', min(w.x), 'width', 764 - min(w.x),
	                                               'text_x', min(w.x) + 8)
	                        from bars w
	                       where w.n = b.n and w.paid_on > current_date - 30
	                      having count(*) > 0),
	           'bars', json_agg(json_build_object(
	               'x', round(b.x + b.slot / 2 - 26, 1), 'width', 52,
	               'y', 144 - b.height, 'height', b.height,
	               'middle', round(b.x + b.slot / 2, 1), 'value_y', 138 - b.height,
	               'label', to_char(b.paid_on, 'Mon FMDD'), 'value', fmt_money(b.gross))
	               order by b.paid_on)) as chart
	  from bars b
	  join jobs_held j on j.n = b.n
	 group by b.n
),
-- What the newest check of each job says of the year.
to_date as (
	select c.n, json_build_object(
	           'day', coalesce(fmt_day(c.paid_on), 'the last check'),
	           'gross', coalesce(fmt_money(to_money(s ->> 'gross_pay_ytd')), 'none'),
	           'net', coalesce(fmt_money(to_money(s ->> 'net_pay_ytd')), 'none'),
	           'regular', coalesce(fmt_money(to_money(s ->> 'regular_ytd')), 'none'),
	           'overtime', coalesce(fmt_money(to_money(s ->> 'overtime_ytd')), 'none'),
	           'deductions', (
	               select coalesce(json_agg(json_build_object(
	                          'name', coalesce(d.d ->> 'name', 'Deduction'),
	                          'amount', coalesce(fmt_money(to_money(d.d ->> 'amount')), 'none'),
	                          'year', coalesce(fmt_money(to_money(y ->> 'amount')), 'none'))
	                          order by d.place), '[]')
	                 from jsonb_path_query(s, '$.deductions[*]') with ordinality d (d, place)
	                 left join jsonb_path_query(s, '$.deductions_ytd[*]') y
	                        on y ->> 'name' = d.d ->> 'name')) as said
	  from checks c
	 where c.back = 1
),
years as (
	select j.n, json_agg(json_build_object(
	                'year', y ->> 'year',
	                'gross', coalesce(fmt_money(to_money(y ->> 'gross_pay')), 'none'),
	                'net', coalesce(fmt_money(to_money(y ->> 'net_pay')), 'none'))
	                order by y ->> 'year' desc) as list
	  from jobs_held j
	 cross join lateral jsonb_path_query(j.e, '$.annual_income_summary[*]') y
	 group by j.n
),
w2s as (
	select j.n, json_agg(json_build_object(
	                'year', w ->> 'year',
	                'wages', coalesce(fmt_money(to_money(w ->> 'wages')), 'none'),
	                'federal', coalesce(fmt_money(to_money(w ->> 'federal_tax')), 'none'))
	                order by w ->> 'year' desc) as list
	  from jobs_held j
	 cross join lateral jsonb_path_query(j.e, '$.w2s[*]') w
	 group by j.n
),
units (code, word) as (
	values ('YEARLY', ' a year'), ('MONTHLY', ' a month'), ('WEEKLY', ' a week'),
	       ('DAILY', ' a day'), ('HOURLY', ' an hour')
),
frequencies (code, word) as (
	values ('M', 'Every month'), ('SM', 'Twice a month'), ('W', 'Every week'),
	       ('BW', 'Every two weeks'), ('A', 'Once a year'), ('C', 'By commission')
),
jobs_told as (
	select j.n, j.employer, coalesce(j.provider, 'not given') as provider,
	       coalesce(j.e ->> 'job_title', 'not given') as title,
	       coalesce(j.e ->> 'is_active' = 'true', false) as is_active,
	       coalesce(fmt_day(to_day(j.e ->> 'start_date')), 'not given') as started,
	       fmt_day(to_day(j.e ->> 'end_date')) as ended,
	       coalesce(fmt_dollars(to_money(j.e ->> 'income')) || coalesce(u.word, ''), 'not given')
	       as rate,
	       coalesce(f.word, 'not given') as frequency, t.n is not null as has_checks, h.chart,
	       coalesce(t.recent, '[]') as recent, coalesce(t.older, '[]') as older,
	       nullif(t.older_count, 0) as older_count, d.said as to_date,
	       coalesce(y.list, '[]') as years, coalesce(w.list, '[]') as w2s
	  from jobs_held j
	  left join units u on u.code = j.e ->> 'income_unit'
	  left join frequencies f on f.code = j.e ->> 'pay_frequency'
	  left join tables t on t.n = j.n
	  left join charts h on h.n = j.n
	  left join to_date d on d.n = j.n
	  left join years y on y.n = j.n
	  left join w2s w on w.n = j.n
),
-- What each source says of the person.
people as (
	select j.employer as source, j.e -> 'profile' as said
	  from jobs_held j
	union all
	select (select min(l.provider) from links l where l.product = 'assets'), r.body -> 'borrower'
	  from newest r
	 where r.product = 'assets'
),
compared as (
	select f.place, f.what, f.ours, nullif(f.theirs, '') as theirs,
	       string_agg(distinct p.source, ', ') as source,
	       lower(f.ours) = lower(nullif(f.theirs, '')) as fits
	  from the_order o
	 cross join people p
	 cross join lateral (values
	       (1, 'Name', o.legal_name,
	        concat_ws(' ', p.said ->> 'first_name', p.said ->> 'last_name')),
	       (2, 'Birth date', fmt_day(o.born_on), fmt_day(to_day(p.said ->> 'date_of_birth'))),
	       (3, 'SSN', '•••-••-' || o.ssn_last4, '•••-••-' || right(p.said ->> 'ssn', 4)))
	       f (place, what, ours, theirs)
	 where p.said is not null
	 group by f.place, f.what, f.ours, f.theirs
),
accounts as (
	select row_number() over (order by l.n, x.place) as n, x.a,
	       coalesce(l.provider, 'Bank not given') as bank
	  from links l
	 cross join lateral jsonb_path_query(l.body, '$.accounts[*]') with ordinality x (a, place)
	 where l.product = 'assets'
),
accounts_told as (
	select coalesce(json_agg(json_build_object(
	           'bank', bank,
	           'kind', initcap(replace(coalesce(a ->> 'subtype', a ->> 'type', 'account'),
	                                   '_', ' '))
	                   || coalesce(', ' || (a ->> 'nickname'), ''),
	           'mask', coalesce('ending in ' || right(a ->> 'mask', 4), 'number not given'),
	           'balance', coalesce(fmt_money(to_money(a -> 'balances' ->> 'balance')), 'none'),
	           'available', coalesce(fmt_money(to_money(a -> 'balances' ->> 'available_balance')),
	                                 'none'),
	           'avg_30', coalesce(fmt_money(to_money(a -> 'summary' ->> 'avg_30')), 'none'),
	           'owners', coalesce((select string_agg(w ->> 'full_name', ', ')
	                                 from jsonb_path_query(a, '$.owners[*]') w), 'not given'))
	           order by n), '[]') as list
	  from accounts
),
banked as (
	select r.body, r.body -> 'summary' as summary,
	       coalesce(to_money(r.body ->> 'large_deposit_threshold'), 1000) as threshold
	  from newest r
	 where r.product = 'assets'
),
large as (
	select coalesce(json_agg(json_build_object(
	           'day', coalesce(fmt_day(to_day(t ->> 'posted_at')), 'not given'),
	           'what', coalesce(t ->> 'description', 'not given'),
	           'account', coalesce(right(a.a ->> 'mask', 4), 'not given'),
	           'amount', case t ->> 'type' when 'DEBIT' then '−' else '+' end
	                     || fmt_money(to_money(t ->> 'amount')))
	           order by to_day(t ->> 'posted_at') desc nulls last), '[]') as list
	  from banked b
	 cross join accounts a
	 cross join lateral jsonb_path_query(a.a, '$.transactions[*]') t
	 where to_money(t ->> 'amount') >= b.threshold
),
bank_told as (
	select json_build_object(
	           'as_of', coalesce(fmt_date(to_day(b.body ->> 'as_of_date')), 'a day not given'),
	           'days', coalesce(b.body ->> 'days_requested', 'Some'),
	           'balance', coalesce(fmt_dollars(to_money(b.summary ->> 'balance')), 'not given'),
	           'avg_30', coalesce(fmt_dollars(to_money(b.summary ->> 'avg_30')), 'not given'),
	           'avg_60', coalesce(fmt_dollars(to_money(b.summary ->> 'avg_60')), 'not given'),
	           'avg_90', coalesce(fmt_dollars(to_money(b.summary ->> 'avg_90')), 'not given'),
	           'threshold', fmt_dollars(b.threshold),
	           'accounts', a.list, 'large', l.list) as bank
	  from banked b
	 cross join accounts_told a
	 cross join large l
),
sources as (
	select fmt_list(array_agg(name order by id) filter (where state in ('connecting', 'reading')))
	       as still_reading,
	       fmt_list(array_agg(name order by id) filter (where state = 'needs_you')) as not_in
	  from connections
	 where order_id = $1::bigint
),
seen as (
	select max(read_at) as at
	  from newest
)
select o.id, o.case_id, o.reference, o.name, 'Report: ' || o.name as title,
       o.state_word, o.state_look, o.state_icon, fmt_list(o.products) as asked_for,
       regexp_replace(fmt_when(seen.at), '^[TY]', lower(left(fmt_when(seen.at), 1))) as read_at,
       s.still_reading, s.not_in, seen.at is null as is_empty,
       seen.at is null or s.still_reading is not null as is_growing,
       coalesce((select bool_or(not fits) from compared), false) as has_mismatch,
       (select coalesce(json_agg(json_build_object(
                   'what', what, 'ours', coalesce(ours, 'not given'),
                   'theirs', coalesce(theirs, 'not given'), 'source', source,
                   'fits', coalesce(fits, false), 'is_off', coalesce(not fits, false))
                   order by place, source), '[]')
          from compared) as identity,
       (select coalesce(json_agg(json_build_object(
                   'n', n, 'employer', employer, 'provider', provider, 'title', title,
                   'is_active', is_active, 'started', started, 'ended', ended, 'rate', rate,
                   'frequency', frequency, 'has_checks', has_checks, 'chart', chart,
                   'recent', recent, 'older', older, 'older_count', older_count,
                   'to_date', to_date, 'years', years, 'w2s', w2s) order by n), '[]')
          from jobs_told) as jobs,
       (select bank from bank_told) as bank
  from the_order o
 cross join sources s
 cross join seen
