-- What came back for one order: whose it is, each job with its checks, each bank account, and the
-- snapshots there are.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 query.report   $5 user.name   $6 user.id
-- $7 user.role
-- The provider's values are text and may be null or nonsense: the functions of 0085 and 0086 read
-- them, and say what cannot be read as it came. At most 60 checks of a job stand here, half of them
-- older ones; all stand in reports/checks.
with the_order as (
	select o.id, o.case_id, c.reference, o.products, o.state, called.name,
	       json_build_object('first_name', m.first_name, 'last_name', m.last_name,
	                         'native_name', m.native_name, 'born_on', m.born_on,
	                         'ssn_last4', m.ssn_last4, 'born', fmt_day(m.born_on)) as person,
	       m.ssn_last4, s.word as state_word, s.look as state_look, s.icon as state_icon
	  from orders o
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	  join order_states s on s.state = o.state
	 cross join lateral (
	       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
	                                     else '' end as name) called
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $6::bigint, $7::text, $2::bigint[])
),
snapshots as (
	select r.id, k.kind, r.upstream_id, r.sha256, r.changes, r.product, r.said,
	       coalesce(r.completed_at, r.fetched_at) as read_at, r.id = k.newest as is_newest,
	       coalesce((select max(coalesce(a.completed_at, a.fetched_at))
	                   from reports a where a.same_as = r.id),
	                coalesce(r.completed_at, r.fetched_at)) as last_at,
	       r.id = coalesce((select w.id from reports w
	                         where w.id = case when $4 ~ '^\d{1,18}$' then $4::bigint end
	                           and w.order_id = o.id and w.body is not null
	                           and w.same_as is null and report_kind(w.product) = k.kind),
	                       k.newest) as is_shown
	  from the_order o
	 cross join lateral (select kind, newest_report(o.id, kind) as newest
	                       from unnest('{pay,assets}'::text[]) kind) k
	  join reports r on r.order_id = o.id and r.body is not null and r.same_as is null
	                and report_kind(r.product) = k.kind
),
shown as (
	select id, kind, read_at, last_at, is_newest, changes, said from snapshots where is_shown
),
told as (
	select count(*) as n, max(last_at) as at, bool_and(is_newest) as is_newest,
	       bool_or(report_is_smaller(changes)) as is_smaller,
	       string_agg(fmt_changes(changes), '. ') filter (where report_is_smaller(changes))
	       as less
	  from shown
),
positions as materialized (
	select s.id as report, j.n, j.connection_id, j.employer, j.provider, j.e, j.link
	  from shown s
	 cross join lateral report_jobs(s.id) j
	 where s.kind = 'pay'
),
checks as materialized (
	select j.n, s, report_day(s ->> 'pay_date') as paid_on,
	       report_money(s ->> 'gross_pay') as gross,
	       coalesce(report_day(s ->> 'pay_date') > current_date - 30, false) as is_recent,
	       row_number() over (partition by j.n
	                          order by report_day(s ->> 'pay_date') desc nulls last) as back
	  from positions j
	 cross join lateral jsonb_path_query(j.e, '$.statements[*]') s
	 where jsonb_typeof(s) = 'object'
),
counted as (
	select n, count(*) as count, count(*) filter (where is_recent) as recent,
	       count(*) filter (where back <= 8 and paid_on > current_date - 30
	                        and gross is not null) as marked,
	       count(*) filter (where paid_on is null) as undated,
	       count(*) filter (where paid_on > current_date) as future,
	       count(*) filter (where gross < 0) as reversed,
	       count(*) filter (where gross is null and btrim(s ->> 'gross_pay') <> '') as unread
	  from checks
	 group by n
),
tables as (
	select l.n,
	       coalesce(json_agg(l.line order by l.back) filter (where l.is_recent), '[]') as recent,
	       coalesce(json_agg(l.line order by l.back) filter (where not l.is_recent), '[]') as older,
	       count(*) filter (where not l.is_recent) as older_count, count(*) as shown
	  from (select c.n, c.back, c.is_recent, report_line(c.s) as line
	          from checks c
	          join counted k on k.n = c.n
	         where (c.is_recent and c.back <= 30)
	            or (not c.is_recent and c.back <= least(k.recent, 30) + 30)) l
	 group by l.n
),
charts as (
	select c.n, chart_bars(array_agg(to_char(c.paid_on, 'Mon FMDD') order by c.back desc),
	                       array_agg(c.gross order by c.back desc),
	                       array_agg(fmt_money(c.gross) order by c.back desc),
	                       min(k.marked)::integer, 'Last 30 days') as bars,
	       count(*) || ' checks from ' || fmt_day(min(c.paid_on)) || ' to '
	       || fmt_day(max(c.paid_on)) || ', between ' || fmt_dollars(min(c.gross)) || ' and '
	       || fmt_dollars(max(c.gross)) || '. The same numbers are in the table below.' as about
	  from checks c
	  join counted k on k.n = c.n
	 where c.back <= 8 and c.gross is not null and c.paid_on is not null
	 group by c.n
),
-- What the newest check of each job says of the year.
to_date as (
	select c.n, json_build_object(
	           'day', coalesce(fmt_day(c.paid_on), 'the last check'),
	           'gross', fmt_given(s ->> 'gross_pay_ytd'), 'net', fmt_given(s ->> 'net_pay_ytd'),
	           'regular', fmt_given(s ->> 'regular_ytd'),
	           'overtime', fmt_given(s ->> 'overtime_ytd'), 'bonus', fmt_given(s ->> 'bonus_ytd'),
	           'earnings', (
	               select coalesce(json_agg(json_build_object(
	                          'name', p.name, 'kind', p.kind, 'how', p.how, 'amount', p.amount,
	                          'year', p.year_amount) order by p.place), '[]')
	                 from report_parts(s -> 'earnings', s -> 'earnings_ytd') p),
	           'deductions', (
	               select coalesce(json_agg(json_build_object(
	                          'name', p.name, 'kind', p.kind, 'amount', p.amount,
	                          'year', p.year_amount) order by p.place), '[]')
	                 from report_parts(s -> 'deductions', s -> 'deductions_ytd') p)) as said
	  from checks c
	 where c.back = 1
),
jobs_told as (
	select j.n, j.employer, coalesce(j.provider, 'not given') as provider,
	       coalesce(nullif(j.e ->> 'job_title', ''), 'not given') as job_title,
	       coalesce(fmt_code('job_type', j.e ->> 'job_type'), 'not given') as job_type,
	       j.e -> 'is_active' = 'true' as works_there, j.e -> 'is_active' = 'false' as has_left,
	       fmt_given_day(coalesce(j.e ->> 'start_date', j.e ->> 'original_hire_date')) as started,
	       nullif(fmt_given_day(j.e ->> 'end_date'), 'not given') as ended,
	       case when coalesce(j.e ->> 'income', '') = '' then 'not given'
	            else fmt_given(j.e ->> 'income') || coalesce(
	                 ' ' || fmt_code('income_unit', j.e ->> 'income_unit'), '') end as rate,
	       coalesce(fmt_code('pay_frequency', j.e ->> 'pay_frequency'), 'not given')
	       as frequency,
	       coalesce(fmt_code('data_source', j.link ->> 'data_source'), 'not given') as kind,
	       k.n is not null as has_checks, coalesce(t.recent, '[]') as recent,
	       coalesce(t.older, '[]') as older, nullif(t.older_count, 0) as older_count,
	       case when k.count > t.shown then to_char(k.count, 'FM999,999') end as all_count,
	       '/orders/' || $1 || '/report/checks?report=' || j.report || '&job=' || j.n as all_href,
	       case when h.bars is not null
	            then h.bars || jsonb_build_object('about', h.about, 'chart_title',
	                                              'Gross pay by pay date, ' || j.employer)
	       end as chart,
	       d.said as to_date, report_years(j.e -> 'annual_income_summary') as years,
	       report_w2s(j.e -> 'w2s') as w2s, report_deposits(j.e -> 'bank_accounts') as deposits,
	       report_doubts(j.e, j.link, k.undated, k.future, k.reversed, k.unread) as doubts,
	       papers.list as papers
	  from positions j
	  left join counted k on k.n = j.n
	  left join tables t on t.n = j.n
	  left join charts h on h.n = j.n
	  left join to_date d on d.n = j.n
	 cross join lateral (select report_papers($1::bigint, j.connection_id) as list) papers
),
sources as (
	select fmt_list(array_agg(k.name order by k.id)
	                filter (where k.state in ('connecting', 'reading'))) as still_reading,
	       fmt_list(array_agg(k.name order by k.id) filter (where k.state = 'needs_you'))
	       as not_in,
	       fmt_list(array_agg(k.name order by k.id)
	                filter (where k.state in ('ready', 'reviewed') and s.id is not null
	                        and not exists (select from report_links(s.id) l
	                                         where l.connection_id = k.id))) as missing
	  from connections k
	  left join shown s on (s.kind = 'assets') = (k.kind = 'bank')
	 where k.order_id = $1::bigint
),
held as (
	select exists (select from reports r
	                where r.order_id = $1::bigint and r.held_at is not null
	                  and r.decision is null) as is_held
)
select o.id, o.case_id, o.reference, o.name, 'Report: ' || o.name as title, o.person,
       o.state_word, o.state_look, o.state_icon, fmt_list(o.products) as asked_for,
       regexp_replace(fmt_when(t.at), '^[TY]', lower(left(fmt_when(t.at), 1))) as read_at,
       s.still_reading, s.not_in, s.missing, h.is_held, t.n = 0 as is_empty,
       (t.n = 0 or s.still_reading is not null
        or exists (select from jobs j
                    where j.single = any (array(select 'report:' || $1 || ':' || p
                                                  from unnest(o.products) p))
                      and j.state in ('queued', 'running')))
       and coalesce(t.is_newest, true) as is_growing,
       t.n > 0 and not t.is_newest as is_old, t.less, coalesce(t.is_smaller, false) as is_smaller,
       fmt_when(now()) || ' by ' || $5 || coalesce('. SSN •••-••-' || o.ssn_last4, '')
       as printed,
       (select coalesce(json_agg(jsonb_set(x.s, '{born}', coalesce(to_jsonb(
                   fmt_day(report_day(x.s ->> 'born_on'))), 'null')) order by w.kind desc), '[]')
          from shown w, jsonb_path_query(w.said, '$[*]') x (s)
         where jsonb_typeof(x.s) = 'object') as said,
       (select coalesce(json_agg(json_build_object(
                   'n', n, 'employer', employer, 'provider', provider, 'title', job_title,
                   'type', job_type, 'works_there', coalesce(works_there, false),
                   'has_left', coalesce(has_left, false), 'started', started, 'ended', ended,
                   'rate', rate, 'frequency', frequency, 'kind', kind, 'has_checks', has_checks,
                   'chart', chart, 'recent', recent, 'older', older, 'older_count', older_count,
                   'all_count', all_count, 'all_href', all_href, 'to_date', to_date,
                   'years', years, 'w2s', w2s, 'deposits', deposits, 'doubts', doubts,
                   'papers', papers, 'has_recent', json_array_length(recent) > 0,
                   'has_years', json_array_length(years) > 0,
                   'has_w2s', json_array_length(w2s) > 0,
                   'has_deposits', json_array_length(deposits) > 0,
                   'has_doubts', json_array_length(doubts) > 0,
                   'has_papers', json_array_length(papers) > 0) order by n), '[]')
          from jobs_told) as jobs,
       (select report_bank(w.id, $1::bigint) from shown w where w.kind = 'assets') as bank,
       (select coalesce(json_agg(json_build_object(
                   'kind', case w.kind when 'assets' then 'Assets' else 'Pay' end,
                   'read', fmt_when(w.read_at), 'again', case when w.last_at > w.read_at
                                                              then fmt_when(w.last_at) end,
                   'changed', fmt_changes(w.changes), 'is_shown', w.is_shown,
                   'is_less', report_is_smaller(w.changes), 'number', w.upstream_id,
                   'hash', left(w.sha256, 16), 'href',
                   '/orders/' || $1 || '/report?report=' || w.id) order by w.kind desc,
                   w.id desc), '[]')
          from snapshots w) as snapshots,
       case when exists (select from shown where kind = 'pay')
            then '/review/' || o.id || '/income' end as review_href,
       (select case when count(*) > 1 then count(*) || ' snapshots' end from snapshots)
       as snapshot_count
  from the_order o
 cross join sources s
 cross join told t
 cross join held h
