-- The parts of a report's pages: each takes a piece of the provider's document and gives what a
-- template shows of it. None fails on anything a document may hold.

-- One check as a row; what it was made of stands in report_parts.
create function report_line(s jsonb) returns json language sql stable as $$
	select json_build_object(
	           'day', fmt_given_day(s ->> 'pay_date'),
	           'period', case when coalesce(s ->> 'period_start', s ->> 'period_end') is null
	                          then 'not given'
	                          else fmt_given_day(s ->> 'period_start') || ' to '
	                               || fmt_given_day(s ->> 'period_end') end,
	           'hours', fmt_given_hours(s ->> 'hours'), 'regular', fmt_given(s ->> 'regular'),
	           'overtime', fmt_given(s ->> 'overtime'),
	           'other', coalesce(
	               (select fmt_given(v)
	                  from unnest(array[s ->> 'bonus', s ->> 'commission', s ->> 'other_pay']) v
	                 where btrim(v) <> '' and report_money(v) is null limit 1),
	               fmt_money(coalesce(report_money(s ->> 'bonus'), 0)
	                         + coalesce(report_money(s ->> 'commission'), 0)
	                         + coalesce(report_money(s ->> 'other_pay'), 0))),
	           'gross', fmt_given(s ->> 'gross_pay'), 'net', fmt_given(s ->> 'net_pay'))
$$;

-- Earnings or deductions of a check beside those of the year, by what they are called; at most 40.
-- `how` is hours times a rate, where it was so.
create function report_parts(now jsonb, year jsonb) returns table (
	place bigint, name text, kind text, how text, amount text, year_amount text)
language sql stable as $$
	with a as (
		select coalesce(nullif(x ->> 'name', ''), 'Not named') as name, x ->> 'category' as kind,
		       x ->> 'amount' as amount, x ->> 'rate' as rate, x ->> 'units' as units, place
		  from jsonb_path_query(now, '$[*]') with ordinality t (x, place)
		 where jsonb_typeof(x) = 'object' and place <= 40
	), y as (
		select distinct on (1) coalesce(nullif(x ->> 'name', ''), 'Not named') as name,
		       x ->> 'category' as kind, x ->> 'amount' as amount, place
		  from jsonb_path_query(year, '$[*]') with ordinality t (x, place)
		 where jsonb_typeof(x) = 'object' and place <= 40
	)
	select coalesce(a.place, y.place + 1000), left(coalesce(a.name, y.name), 80),
	       coalesce(fmt_code('category', coalesce(a.kind, y.kind)), 'not given'),
	       case when report_money(a.rate) is not null
	            then fmt_given_hours(a.units) || ' × ' || fmt_given(a.rate) end,
	       fmt_given(a.amount), fmt_given(y.amount)
	  from a
	  full join y on y.name = a.name
$$;

create function report_years(list jsonb) returns json language sql stable as $$
	select coalesce(json_agg(json_build_object(
	           'year', coalesce(left(y ->> 'year', 12), 'not given'),
	           'gross', fmt_given(y ->> 'gross_pay'), 'net', fmt_given(y ->> 'net_pay'),
	           'overtime', fmt_given(y ->> 'overtime'))
	           order by y ->> 'year' desc nulls last), '[]')
	  from (select y from jsonb_path_query(list, '$[*]') y
	         where jsonb_typeof(y) = 'object' limit 20) x
$$;

create function report_w2s(list jsonb) returns json language sql stable as $$
	select coalesce(json_agg(json_build_object(
	           'year', coalesce(left(w ->> 'year', 12), 'not given'),
	           'wages', fmt_given(w ->> 'wages'), 'federal', fmt_given(w ->> 'federal_tax'),
	           'social', fmt_given(w ->> 'social_security_tax'),
	           'medicare', fmt_given(w ->> 'medicare_tax')) order by w ->> 'year' desc nulls last),
	       '[]')
	  from (select w from jsonb_path_query(list, '$[*]') w
	         where jsonb_typeof(w) = 'object' limit 20) x
$$;

-- Where the pay goes. The kind of deposit is told by its first letter (truv-api.md C20).
create function report_deposits(list jsonb) returns json language sql stable as $$
	select coalesce(json_agg(json_build_object(
	           'bank', coalesce(left(nullif(b ->> 'bank_name', ''), 80), 'Bank not given'),
	           'kind', coalesce(fmt_code('account_type', left(b ->> 'account_type', 1)), 'Account'),
	           'last4', coalesce('ending in ' || nullif(right(b ->> 'account_number', 4), ''),
	                             'number not given'),
	           'part', case upper(left(b ->> 'deposit_type', 1))
	                   when 'E' then 'All of the pay'
	                   when 'P' then coalesce(report_money(b ->> 'deposit_value')::text || ' %',
	                                          'A share, not given')
	                   when 'A' then coalesce(fmt_dollars(report_money(b ->> 'deposit_value')),
	                                          'An amount, not given')
	                   else coalesce(left(b ->> 'deposit_type', 40), 'not given') end)), '[]')
	  from (select b from jsonb_path_query(list, '$[*]') b
	         where jsonb_typeof(b) = 'object' limit 20) x
$$;

-- What needs a second look in a job, in plain words.
create function report_doubts(e jsonb, link jsonb, undated bigint, future bigint, reversed bigint,
	unread bigint) returns json language sql stable as $$
	select coalesce(json_agg(json_build_object('sentence', sentence) order by place), '[]')
	  from (values
	       (1, case when link -> 'is_suspicious' = 'true' or e -> 'is_suspicious' = 'true'
	                then 'The provider finds this source unusual. Ask for a paper beside it.' end),
	       (2, case when e -> 'dates_from_statements' = 'true'
	                then 'First and last day were worked out from the checks.' end),
	       (3, case when report_day(e ->> 'end_date') < report_day(e ->> 'start_date')
	                then 'The last day is before the first.' end),
	       (4, case when e -> 'is_active' = 'true' and report_day(e ->> 'end_date') < current_date
	                then 'Works there now, but a last day is given.' end),
	       (5, 'Worked out by the provider, not stated: ' || fmt_fields(e -> 'derived_fields')
	           || '.'),
	       (6, 'The source does not give: ' || fmt_fields(e -> 'missing_data_fields') || '.'),
	       (7, case when unread > 0 then unread || case when unread = 1 then ' check has an amount'
	                else ' checks have an amount' end || ' that cannot be read.' end),
	       (8, case when undated > 0 then undated || case when undated = 1 then ' check has'
	                else ' checks have' end || ' no pay date.' end),
	       (9, case when future > 0 then future || case when future = 1 then ' check is'
	                else ' checks are' end || ' dated after today.' end),
	       (10, case when reversed > 0 then reversed || case when reversed = 1 then ' check takes'
	                 else ' checks take' end || ' pay back.' end),
	       (11, case when undated + future + reversed is not null
	                 and e -> 'profile' is null then 'The source does not say whose job it is.'
	            end)) d (place, sentence)
	 where sentence is not null
$$;

-- The provider's own papers about a source.
create function report_papers(wanted_order bigint, connection bigint) returns json
language sql stable as $$
	select coalesce(json_agg(json_build_object(
	           'href', '/orders/' || wanted_order || '/report/papers/' || d.id,
	           'size', greatest(1, length(d.body) / 1024) || ' KB',
	           'hash', left(d.sha256, 16), 'fetched', fmt_when(d.fetched_at)) order by d.id), '[]')
	  from report_documents d
	 where d.order_id = wanted_order and d.connection_id = connection
$$;

-- "Money Market", "Checking"; a type nobody knows as it came.
create function fmt_account(type text, subtype text) returns text language sql immutable as $$
	select left(initcap(replace(coalesce(nullif(subtype, ''), nullif(type, ''), 'account'),
	                            '_', ' ')), 60)
$$;

create function report_entry(t jsonb, posted date, amount numeric, is_out boolean,
	is_pending boolean, description text, categories text[]) returns json
language sql stable as $$
	select json_build_object(
	           'day', coalesce(fmt_day(posted), fmt_given_day(t ->> 'posted_at')),
	           'what', coalesce(left(description, 200), 'not given'),
	           'kind', coalesce(left(nullif(array_to_string(categories, ', '), ''), 80),
	                            'not given'),
	           'is_pending', is_pending,
	           'amount', case when amount is null then fmt_given(t ->> 'amount')
	                          when is_out is null
	                          then fmt_money(amount) || coalesce(' ' || left(t ->> 'type', 20), '')
	                          when is_out then fmt_money(amount)
	                          else '+' || fmt_money(amount) end)
$$;

-- What needs a second look in an account.
create function account_doubts(a jsonb, balance numeric, days integer) returns text[]
language sql immutable as $$
	select array_remove(array[
	       case when report_money(a ->> 'nsf') > 0
	            then 'Payments came back for lack of money: ' || left(a ->> 'nsf', 12) || '.' end,
	       case when a ->> 'days_available' ~ '^\d{1,4}$'
	             and (a ->> 'days_available')::integer < days
	            then 'Only ' || (a ->> 'days_available') || ' of ' || days
	                 || ' days are there.' end,
	       case when coalesce(a -> 'balances' ->> 'currency_code', 'USD') <> 'USD'
	            then 'Kept in ' || left(a -> 'balances' ->> 'currency_code', 10) || '.' end,
	       case when balance < 0 then 'More is owed than is there.' end], null)
$$;

-- The accounts of a snapshot. A balance of an earlier day is today's without what was posted since.
create function report_bank(wanted bigint, wanted_order bigint) returns json
language sql stable as $$
	with r as (
		select b.body, coalesce(report_day(b.body ->> 'as_of_date'),
		                        coalesce(b.completed_at, b.fetched_at)::date) as as_of,
		       coalesce(nullif(report_money(b.body ->> 'large_deposit_threshold'), 0), 1000)
		       as threshold,
		       case when b.body ->> 'days_requested' ~ '^\d{1,3}$'
		            then (b.body ->> 'days_requested')::integer end as days
		  from reports b
		 where b.id = wanted
	), accounts as materialized (
		select n, connection_id, bank, type, subtype, nickname, last4, balance, available,
		       credit_limit, avg_30, avg_60, avg_90, owners, a
		  from report_accounts(wanted)
	), entries as materialized (
		select a.n as account, row_number() over (
		           partition by a.n order by x.posted_on desc nulls last, x.place) as back,
		       x.posted_on, x.amount, x.is_out, x.is_pending, x.description, x.categories, x.t
		  from report_transactions(wanted) x
		  join accounts a on a.n = x.account
	), weeks as (
		select a.n, r.as_of - 7 * w as day,
		       a.balance - coalesce((select sum(e.amount) from entries e
		                              where e.account = a.n and not e.is_pending
		                                and e.posted_on > r.as_of - 7 * w), 0) as balance
		  from accounts a
		 cross join r
		 cross join generate_series(0, least(coalesce(r.days, 90), 84) / 7) w
		 where a.balance is not null
		   and exists (select from entries e where e.account = a.n)
	), charts as (
		select n, chart_bars(array_agg(to_char(day, 'Mon FMDD') order by day),
		                     array_agg(balance order by day),
		                     array_agg(case when balance < 0 then '−' else '' end
		                               || to_char(abs(balance), 'FM999,999,990') order by day),
		                     0, null) as bars,
		       json_agg(json_build_object('day', fmt_day(day), 'balance', fmt_money(balance))
		                order by day desc) as table,
		       'Balance at the end of ' || count(*) || ' weeks, between '
		       || fmt_dollars(min(balance)) || ' and ' || fmt_dollars(max(balance))
		       || '. The same numbers, to the cent, are in the table below.' as about
		  from weeks
		 group by n
	), told as (
		select a.n, json_build_object(
		           'n', a.n, 'bank', a.bank, 'kind', fmt_account(a.type, a.subtype),
		           'nickname', left(a.nickname, 80),
		           'mask', coalesce('ending in ' || a.last4, 'number not given'),
		           'balance', fmt_given(a.a -> 'balances' ->> 'balance'),
		           'available', fmt_given(a.a -> 'balances' ->> 'available_balance'),
		           'avg_30', coalesce(fmt_money(a.avg_30), 'none'),
		           'avg_60', coalesce(fmt_money(a.avg_60), 'none'),
		           'avg_90', coalesce(fmt_money(a.avg_90), 'none'),
		           'owners', coalesce(nullif(array_to_string(a.owners[1:10], ', '), ''),
		                              'not given'),
		           'chart', case when c.bars is not null
		                         then c.bars || jsonb_build_object(
		                              'about', c.about, 'table', c.table, 'chart_title',
		                              'Balance by week, ' || a.bank || ' '
		                              || coalesce(a.last4, '')) end,
		           'doubts', (
		               select coalesce(json_agg(json_build_object('sentence', s)), '[]')
		                 from unnest(d.list) s),
		           'entries', (
		               select coalesce(json_agg(report_entry(
		                          e.t, e.posted_on, e.amount, e.is_out, e.is_pending,
		                          e.description, e.categories) order by e.back), '[]')
		                 from entries e where e.account = a.n and e.back <= 10),
		           'count', (select to_char(nullif(count(*), 0), 'FM999,999') from entries e
		                      where e.account = a.n),
		           'all_href', '/orders/' || wanted_order || '/report/entries?report=' || wanted
		                       || '&account=' || a.n,
		           'papers', p.papers, 'has_papers', json_array_length(p.papers) > 0,
		           'has_doubts', cardinality(d.list) > 0) as account
		  from accounts a
		 cross join r
		 cross join lateral (select account_doubts(a.a, a.balance, r.days) as list) d
		 cross join lateral (select report_papers(wanted_order, a.connection_id) as papers) p
		  left join charts c on c.n = a.n
	)
	select json_build_object(
	           'as_of', fmt_date(r.as_of), 'days', coalesce(r.days::text, 'Some'),
	           'balance', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.balance') #>> '{}')), 'not given'),
	           'avg_30', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.avg_30') #>> '{}')), 'not given'),
	           'avg_60', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.avg_60') #>> '{}')), 'not given'),
	           'avg_90', coalesce(fmt_dollars(report_money(
	                jsonb_path_query_first(r.body, '$.summary.avg_90') #>> '{}')), 'not given'),
	           'threshold', fmt_dollars(r.threshold),
	           'accounts', (select coalesce(json_agg(account order by n), '[]') from told),
	           'large', (
	               select coalesce(json_agg(json_build_object(
	                          'account', coalesce(x.last4, 'not given'), 'entry', x.entry)
	                          order by x.posted_on desc nulls last), '[]')
	                 from (select e.posted_on, a.last4,
	                              report_entry(e.t, e.posted_on, e.amount, e.is_out, e.is_pending,
	                                           e.description, e.categories) as entry
	                         from entries e
	                         join accounts a on a.n = e.account
	                        where abs(e.amount) >= r.threshold
	                        order by e.posted_on desc nulls last
	                        limit 60) x))
	  from r
$$;
