-- How a report is worded and drawn: words for a provider's codes, which stand as they came where
-- nobody knows them, and bars with their places reckoned, so that a template only draws.

create function fmt_given_hours(t text) returns text language sql immutable as $$
	select case when coalesce(btrim(t), '') = '' then 'none'
	            when t ~ '^ *-?\d{1,6}(\.\d{1,4}0*)? *$' then to_char(t::numeric, 'FM999990.00')
	            else 'given as “' || left(t, 40) || '”' end
$$;

-- "pay_frequency" → "pay frequency"
create function fmt_fields(list jsonb) returns text language sql immutable as $$
	select nullif(string_agg(left(replace(f #>> '{}', '_', ' '), 60), ', '), '')
	  from (select f from jsonb_path_query(list, '$[*]') f
	         where jsonb_typeof(f) = 'string' limit 20) x
$$;

create table report_codes (
	kind text not null,
	code text not null,
	word text not null,
	primary key (kind, code)
);
insert into report_codes (kind, code, word) values
	('job_type', 'F', 'Full time'), ('job_type', 'P', 'Part time'), ('job_type', 'S', 'Seasonal'),
	('job_type', 'D', 'By the day'), ('job_type', 'C', 'By contract'),
	('income_unit', 'YEARLY', 'a year'), ('income_unit', 'MONTHLY', 'a month'),
	('income_unit', 'WEEKLY', 'a week'), ('income_unit', 'DAILY', 'a day'),
	('income_unit', 'HOURLY', 'an hour'),
	('pay_frequency', 'M', 'Every month'), ('pay_frequency', 'SM', 'Twice a month'),
	('pay_frequency', 'W', 'Every week'), ('pay_frequency', 'BW', 'Every two weeks'),
	('pay_frequency', 'A', 'Once a year'), ('pay_frequency', 'C', 'By commission'),
	('account_type', 'C', 'Checking'), ('account_type', 'S', 'Savings'),
	('deposit_type', 'A', 'a fixed amount'), ('deposit_type', 'P', 'a share'),
	('deposit_type', 'E', 'all of it'),
	('data_source', 'payroll', 'Payroll'), ('data_source', 'docs', 'Papers'),
	('data_source', 'insurance', 'Insurance'), ('data_source', 'tax', 'Tax records'),
	('data_source', 'financial_accounts', 'Bank accounts'),
	('category', 'socialsec', 'Social Security'), ('category', 'medicare', 'Medicare'),
	('category', 'federal', 'Federal tax'), ('category', 'fedtax', 'Federal tax'),
	('category', 'state', 'State tax'), ('category', 'local', 'Local tax'),
	('category', 'regular', 'Regular'), ('category', 'overtime', 'Overtime'),
	('category', 'bonus', 'Bonus'), ('category', 'commission', 'Commission'),
	('category', 'tips', 'Tips'), ('category', 'other_pay', 'Other pay'),
	('category', 'pto', 'Paid time off'), ('category', 'retirement', 'Retirement'),
	('category', 'other', 'Other');
grant select on report_codes to verify_app;

-- In any case of letters; null where nothing is given, else the word or, unknown, the code itself.
create function fmt_code(kind text, code text) returns text language sql stable as $$
	select case when coalesce(btrim(code), '') = '' then null
	            else coalesce((select c.word from report_codes c
	                            where c.kind = fmt_code.kind and lower(c.code) = lower(btrim(
	                                  fmt_code.code))),
	                          left(code, 60)) end
$$;

-- A round figure that nothing is above.
create function chart_top(most numeric) returns numeric language sql immutable as $$
	select case when most <= 0 then 0
	            else (select min(k * p) from unnest('{1,2,4,5,10}'::numeric[]) k
	                   where k * p >= most) end
	  from (select power(10::numeric, floor(log(greatest(most, 0.01)))) as p) x
$$;

-- Bars side by side, 712 wide from x 52, in a drawing of 770 by 168: {grid, bars, window}. The
-- last `marked` of them stand in a window that is called `window_word`. Null when there is nothing
-- to draw. `words` stand on the bars, `labels` below them.
create function chart_bars(labels text[], amounts numeric[], words text[], marked integer,
	window_word text) returns jsonb language sql immutable as $$
	with scale as (
		select chart_top(greatest(max(a), 0)) as top, chart_top(-least(min(a), 0)) as depth,
		       712.0 / greatest(count(*), 1) as slot, count(*) as n
		  from unnest(amounts) a
	), place as (
		select s.top, s.depth, s.slot, s.n, 104.0 / (s.top + s.depth) as unit,
		       round(40 + 104 * s.top / (s.top + s.depth), 1) as zero,
		       round(least(52, s.slot * 0.62), 1) as width
		  from scale s
		 where s.top + s.depth > 0
	), bars as (
		select jsonb_agg(jsonb_build_object(
		           'x', round(52 + (b.i - 0.5) * p.slot - p.width / 2, 1), 'width', p.width,
		           'y', least(p.zero, p.zero - round(b.a * p.unit, 1)),
		           'height', greatest(abs(round(b.a * p.unit, 1)), 1),
		           'middle', round(52 + (b.i - 0.5) * p.slot, 1),
		           'value_y', case when b.a < 0 then p.zero - round(b.a * p.unit, 1) + 13
		                           else p.zero - round(b.a * p.unit, 1) - 6 end,
		           'label', b.label, 'value', b.word) order by b.i) as list
		  from unnest(labels, amounts, words) with ordinality b (label, a, word, i)
		 cross join place p
	)
	select jsonb_build_object(
	           'grid', (select jsonb_agg(jsonb_build_object(
	                               'y', round(p.zero - g.at * p.unit, 1),
	                               'text_y', round(p.zero - g.at * p.unit, 1) + 4,
	                               'label', case when g.at < 0 then '−' else '' end || '$'
	                                        || to_char(abs(g.at), 'FM999,999,990'))
	                               order by g.at)
	                      from (select distinct at from unnest(array[-p.depth, 0, p.top / 2, p.top])
	                                   at) g),
	           'bars', b.list,
	           'window', case when marked > 0 then jsonb_build_object(
	               'x', round(52 + (p.n - marked) * p.slot, 1),
	               'width', round(marked * p.slot, 1),
	               'text_x', round(52 + (p.n - marked) * p.slot, 1) + 8,
	               'word', window_word) end)
	  from place p
	 cross join bars b
$$;
