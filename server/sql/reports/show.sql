-- What came back for one order: does the person fit, each job with its checks, each bank account.
-- $1 path.id   $2 user.offices   $3 user.sees_all
-- Only the order's own links are taken: a household may share one of the provider's users. The
-- provider's fields are text and may be null.
with the_order as (
	select o.id, o.case_id, c.reference, o.products, o.state, m.id as member_id,
	       member_name(m) as name, m.first_name, m.last_name, m.born_on,
           m.ssn_last4, s.word as state_word, s.look as state_look, s.icon as state_icon
      from orders o
      join cases c on c.id = o.case_id
      join members m on m.id = o.member_id
      join order_states s on s.state = o.state
     where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
), newest as (                                  -- the last report read, of pay and of assets
	select distinct on (r.product = 'assets') r.product, r.body, coalesce(r.completed_at,
	       r.fetched_at) as read_at
      from reports r
      join the_order o on o.id = r.order_id
     where r.body is not null
     order by r.product = 'assets', r.product = 'income' desc, r.id desc
), links as (
	select row_number() over () as n, c.id as connection_id, c.name, r.product, l.body,
           coalesce(l.body ->> 'provider_name', l.body -> 'provider' ->> 'name',
               c.provider_name) as provider_name
      from newest r
     cross join lateral jsonb_path_query(case when r.body ? 'links' then r.body
         else jsonb_build_object('links', jsonb_build_array(r.body)) end,
                                         '$.links[*]') l (body)
      join connections c on c.order_id = $1::bigint and (c.upstream_id = l.body ->> 'tracking_info'
          or c.link_id = l.body ->> 'link_id'
                                                         or c.link_id = l.body ->> 'id')
), jobs_held as (
	select row_number() over (order by l.n, x.place) as n, coalesce(e -> 'company' ->> 'name',
	       l.name) as employer, l.provider_name, e
      from links l
     cross join lateral jsonb_path_query(l.body, '$.employments[*]') with ordinality x (e, place)
     where l.product <> 'assets'
), checks as (
	select j.n, to_day(s ->> 'pay_date') as paid_on, to_day(s ->> 'period_start') as from_on,
	       to_day(s ->> 'period_end') as to_on,
           to_money(s ->> 'hours') as hours, to_money(s ->> 'regular') as regular,
           to_money(s ->> 'overtime') as overtime,
           coalesce(to_money(s ->> 'bonus'), 0) + coalesce(to_money(s ->> 'commission'),
               0) + coalesce(to_money(s ->> 'other_pay'), 0) as other,
           to_money(s ->> 'gross_pay') as gross, to_money(s ->> 'net_pay') as net, s,
           row_number() over (partition by j.n
               order by to_day(s ->> 'pay_date') desc nulls last) as back
      from jobs_held j
     cross join lateral jsonb_path_query(j.e, '$.statements[*]') s
), lines as (                                   -- a check as the table prints it
	select c.n, c.paid_on, c.paid_on > current_date - 30 as is_recent,
           json_build_object('day', coalesce(fmt_day(c.paid_on), 'not given'),
                             'period', coalesce(fmt_day(c.from_on) || ' to ' || fmt_day(c.to_on),
                                 'not given'),
                             'hours', coalesce(to_char(c.hours, 'FM9990.00'), 'none'), 'regular',
                             coalesce(fmt_money(c.regular), 'none'),
                             'overtime', coalesce(fmt_money(c.overtime), 'none'), 'other',
                             fmt_money(c.other),
                             'gross', coalesce(fmt_money(c.gross), 'none'), 'net',
                             coalesce(fmt_money(c.net), 'none')) as line
      from checks c
-- the chart: the last 8 checks, 712 wide from x 52, 110 high above y 144, to a round figure
), scales as (
	select c.n, count(*) as bars, 712.0 / count(*) as slot, min(c.paid_on) as from_on,
	       max(c.paid_on) as to_on,
           min(c.gross) as least, max(c.gross) as most,
           min(t.top) as top
      from checks c
      join lateral (select max(g.gross) as most from checks g where g.n = c.n
          and g.back <= 8) m on m.most > 0
      join lateral (select min(k * power(10::numeric, floor(log(m.most)))) as top
                      from unnest('{1,2,4,5,10}'::numeric[]) k where k * power(10::numeric,
                          floor(log(m.most))) >= m.most) t on true
     where c.back <= 8 and c.gross is not null and c.paid_on is not null
     group by c.n
), bars as (
	select c.n, c.paid_on, s.slot,
	       round(52 + (s.bars - row_number() over (partition by c.n order by c.paid_on desc))
	       * s.slot, 1) as x,
           round(greatest(c.gross, 0) / s.top * 110, 1) as height, c.gross
      from checks c
      join scales s on s.n = c.n
     where c.back <= 8 and c.gross is not null and c.paid_on is not null
), charts as (
	select s.n,
           json_build_object(
               'employer', j.employer,
               'about', s.bars || ' checks from ' || fmt_day(s.from_on) || ' to '
                   || fmt_day(s.to_on) || ', between ' || fmt_dollars(s.least) || ' and '
                        || fmt_dollars(s.most) || '. The same numbers are in the table below.',
               'grid', json_build_array(json_build_object('y', 144, 'text_y', 148, 'label', '$0'),
                                        json_build_object('y', 89, 'text_y', 93, 'label',
                                            '$' || to_char(s.top / 2, 'FM999,999,990')),
                                        json_build_object('y', 34, 'text_y', 38, 'label',
                                            '$' || to_char(s.top, 'FM999,999,990'))),
               'recent', (select json_build_object('x', min(b.x), 'width', round(764 - min(b.x), 1),
                   'text_x', min(b.x) + 8)
                            from bars b where b.n = s.n and b.paid_on > current_date
                                - 30 having count(*) > 0),
               'bars', (select json_agg(json_build_object('x', round(b.x + b.slot / 2 - 26, 1), 'y',
                   144 - b.height, 'width', 52, 'height', b.height,
                                            'middle', round(b.x + b.slot / 2, 1), 'value_y',
                                            138 - b.height,
                                            'label', to_char(b.paid_on, 'Mon FMDD'), 'value',
                                            fmt_money(b.gross)) order by b.paid_on)
                          from bars b where b.n = s.n)) as chart
  from scales s
  join jobs_held j on j.n = s.n
-- what each source says of the person, against the case
), identity as (
	select f.place, f.what, f.ours, f.theirs, f.fits, string_agg(distinct p.source, ', ') as source
      from the_order o
     cross join (select employer as source, e -> 'profile' as said from jobs_held
                 union all
                 select (select min(l.provider_name) from links l where l.product = 'assets'),
                        r.body -> 'borrower' from newest r where r.product = 'assets') p
     cross join lateral (values
       (1, 'Name', o.first_name || ' ' || o.last_name, concat_ws(' ', p.said ->> 'first_name',
           p.said ->> 'last_name'),
        lower(o.first_name || ' ' || o.last_name) = lower(concat_ws(' ', p.said ->> 'first_name',
            p.said ->> 'last_name'))),
       (2, 'Birth date', fmt_day(o.born_on), fmt_day(to_day(p.said ->> 'date_of_birth')),
           o.born_on = to_day(p.said ->> 'date_of_birth')),
       (3, 'SSN', '•••-••-' || o.ssn_last4, '•••-••-' || right(p.said ->> 'ssn', 4),
           o.ssn_last4 = right(p.said ->> 'ssn', 4)))
       f (place, what, ours, theirs, fits)
     where p.said is not null
     group by f.place, f.what, f.ours, f.theirs, f.fits
), accounts as (
	select row_number() over (order by l.n, x.place) as n, l.provider_name as bank, a
      from links l
     cross join lateral jsonb_path_query(l.body, '$.accounts[*]') with ordinality x (a, place)
     where l.product = 'assets'
)
select o.id, o.case_id, o.reference, o.name, 'Report: ' || o.name as title, o.state_word,
       o.state_look, o.state_icon,
       fmt_list(o.products) as asked_for, (select regexp_replace(fmt_when(max(read_at)), '^[TY]',
           lower(left(fmt_when(max(read_at)), 1))) from newest) as read_at,
       (select fmt_list(array_agg(c.name order by c.id)) from connections c where c.order_id = o.id
           and c.state in ('connecting', 'reading'))
       as still_reading,
       (select fmt_list(array_agg(c.name order by c.id)) from connections c where c.order_id = o.id
           and c.state = 'needs_you') as not_in,
       not exists (select from newest) or exists (select from connections c where c.order_id = o.id
           and c.state in ('connecting', 'reading')) as is_growing,
       not exists (select from newest) as is_empty,
       coalesce((select bool_or(fits is not true and theirs <> '' and ours is not null)
           from identity), false) as has_mismatch,
       (select coalesce(json_agg(json_build_object('what', what, 'ours',
           coalesce(ours, 'not given'), 'theirs', coalesce(nullif(theirs, ''), 'not given'),
                                                   'source', source, 'fits', coalesce(fits, false),
                                            'is_off', coalesce(fits is not true and theirs <> ''
                                                and ours is not null, false))
                                 order by place, source), '[]') from identity) as identity,
       (select coalesce(json_agg(x.job order by x.n), '[]')
          from (select j.n, json_build_object(
                       'n', j.n, 'employer', j.employer, 'title', coalesce(j.e ->> 'job_title',
                           'Position not given'), 'provider', coalesce(j.provider_name,
                           'not given'),
                       'is_active', coalesce((j.e ->> 'is_active')::boolean, false), 'started',
                       coalesce(fmt_day(to_day(j.e ->> 'start_date')), 'not given'),
                       'ended', fmt_day(to_day(j.e ->> 'end_date')),
                       'rate', coalesce(fmt_dollars(to_money(j.e ->> 'income'))
                                        || coalesce(case j.e ->> 'income_unit' when 'YEARLY'
                                            then ' a year' when 'MONTHLY' then ' a month'
                                            when 'WEEKLY' then ' a week'
                                            when 'DAILY' then ' a day' when 'HOURLY' then ' an hour'
                                                end, ''), 'not given'),
                       'frequency', coalesce(case j.e ->> 'pay_frequency'
                           when 'M' then 'Every month' when 'SM' then 'Twice a month'
                           when 'W' then 'Every week'
                                            when 'BW' then 'Every two weeks'
                                            when 'A' then 'Once a year'
                                            when 'C' then 'By commission' end, 'Not given'),
                       'has_checks', exists (select from checks c where c.n = j.n), 'chart',
                       (select chart from charts where charts.n = j.n),
                       'recent', (select coalesce(json_agg(line order by paid_on desc nulls last),
                           '[]') from lines where lines.n = j.n and is_recent),
                       'older', (select coalesce(json_agg(line order by paid_on desc nulls last),
                           '[]') from lines where lines.n = j.n and is_recent is not true),
                       'older_count', nullif((select count(*) from lines where lines.n = j.n
                           and is_recent is not true), 0),
                       'to_date', (select json_build_object(
                                       'day', fmt_day(c.paid_on), 'gross',
                                       coalesce(fmt_money(to_money(c.s ->> 'gross_pay_ytd')),
                                       'none'),
                                       'net', coalesce(fmt_money(to_money(c.s ->> 'net_pay_ytd')),
                                           'none'),
                                       'regular', coalesce(fmt_money(to_money(c.s
                                           ->> 'regular_ytd')), 'none'),
                                       'overtime', coalesce(fmt_money(to_money(c.s
                                           ->> 'overtime_ytd')), 'none'),
                                       'deductions', (select coalesce(json_agg(json_build_object(
                                            'name', coalesce(d.d ->> 'name', 'Deduction'), 'amount',
                                            coalesce(fmt_money(to_money(d.d ->> 'amount')), 'none'),
                                            'year', coalesce(fmt_money(to_money(y.y ->> 'amount')),
                                                'none')) order by d.place), '[]')
                                            from jsonb_path_query(c.s,
                                                '$.deductions[*]') with ordinality d (d, place)
                                            left join jsonb_path_query(c.s,
                                            '$.deductions_ytd[*]') y (y) on y.y ->> 'name' = d.d
                                            ->> 'name'))
                                     from checks c where c.n = j.n and c.back = 1),
                       'years', (select coalesce(json_agg(json_build_object('year', y ->> 'year',
                           'gross', coalesce(fmt_money(to_money(y ->> 'gross_pay')), 'none'),
                                            'net', coalesce(fmt_money(to_money(y ->> 'net_pay')),
                                                'none')) order by y ->> 'year' desc), '[]')
                                   from jsonb_path_query(j.e, '$.annual_income_summary[*]') y),
                       'w2s', (select coalesce(json_agg(json_build_object('year', w ->> 'year',
                           'wages', coalesce(fmt_money(to_money(w ->> 'wages')), 'none'),
                                            'federal', coalesce(fmt_money(to_money(w
                                            ->> 'federal_tax')), 'none'))
                                            order by w ->> 'year' desc), '[]')
                                 from jsonb_path_query(j.e, '$.w2s[*]') w)) as job
                  from jobs_held j) x) as jobs,
       (select json_build_object('as_of', fmt_date(to_day(r.body ->> 'as_of_date')), 'days',
           r.body ->> 'days_requested',
                                 'balance', coalesce(fmt_dollars(to_money(r.body -> 'summary'
                                     ->> 'balance')), 'not given'),
                                 'avg_30', coalesce(fmt_dollars(to_money(r.body -> 'summary'
                                     ->> 'avg_30')), 'not given'),
                                 'avg_60', coalesce(fmt_dollars(to_money(r.body -> 'summary'
                                     ->> 'avg_60')), 'not given'),
                                 'avg_90', coalesce(fmt_dollars(to_money(r.body -> 'summary'
                                     ->> 'avg_90')), 'not given'),
                                 'threshold', fmt_dollars(coalesce(to_money(r.body
                                     ->> 'large_deposit_threshold'), 1000)),
                                 'accounts', (select coalesce(json_agg(json_build_object(
                                                  'bank', coalesce(a.bank, 'Bank not given'),
                                            'kind', initcap(replace(coalesce(a.a ->> 'subtype',
                                            a.a ->> 'type', 'account'), '_', ' '))
                                            || coalesce(', ' || (a.a ->> 'nickname'), ''),
                                            'mask', coalesce('ending in ' || right(a.a ->> 'mask',
                                                4), 'number not given'),
                                            'balance', coalesce(fmt_money(to_money(a.a -> 'balances'
                                                ->> 'balance')), 'none'),
                                            'available', coalesce(fmt_money(to_money(a.a
                                                -> 'balances' ->> 'available_balance')), 'none'),
                                            'avg_30', coalesce(fmt_money(to_money(a.a -> 'summary'
                                                ->> 'avg_30')), 'none'),
                                            'owners', coalesce((select string_agg(w ->> 'full_name',
                                            ', ') from jsonb_path_query(a.a, '$.owners[*]') w),
                                            'not given')) order by a.n), '[]')
                                                from accounts a),
                                 'large', (select coalesce(json_agg(json_build_object(
                                            'day', coalesce(fmt_day(to_day(t ->> 'posted_at')),
                                            'not given'), 'what', coalesce(t ->> 'description',
                                            'not given'),
                                               'account', coalesce(a.a ->> 'mask', 'not given'),
                                            'amount', case t ->> 'type' when 'DEBIT' then '−'
                                                else '+' end || fmt_money(to_money(t ->> 'amount')))
                                            order by to_day(t ->> 'posted_at') desc nulls last),
                                                '[]')
                                            from accounts a, jsonb_path_query(a.a,
                                                '$.transactions[*]') t
                                            where to_money(t ->> 'amount') >= coalesce(to_money(r.body ->> 'large_deposit_threshold'), 1000)))
          from newest r
         where r.product = 'assets') as bank
  from the_order o
