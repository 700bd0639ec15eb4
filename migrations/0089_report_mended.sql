-- A small loss beside large pay was drawn over its own labels; a certificate of deposit is a CD; a
-- pay date that cannot be read is none that counts.

create or replace function chart_bars(labels text[], amounts numeric[], words text[],
	marked integer, window_word text) returns jsonb language sql immutable as $$
	with scale as (
		select s.top, greatest(s.depth, case when s.depth > 0 then s.top / 4 else 0 end) as depth,
		       s.slot, s.n, case when s.depth > 0 then 90.0 else 104.0 end as high
		  from (select chart_top(greatest(max(a), 0)) as top,
		               chart_top(-least(min(a), 0)) as depth,
		               712.0 / greatest(count(*), 1) as slot, count(*) as n
		          from unnest(amounts) a) s
	), place as (
		select s.top, s.depth, s.slot, s.n, s.high / (s.top + s.depth) as unit,
		       round(40 + s.high * s.top / (s.top + s.depth), 1) as zero,
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
	                      from (select distinct at
	                              from unnest(array[-p.depth, 0, p.top / 2, p.top]) at) g),
	           'bars', b.list,
	           'window', case when marked > 0 then jsonb_build_object(
	               'x', round(52 + (p.n - marked) * p.slot, 1),
	               'width', round(marked * p.slot, 1),
	               'text_x', round(52 + (p.n - marked) * p.slot, 1) + 8,
	               'word', window_word) end)
	  from place p
	 cross join bars b
$$;

create or replace function fmt_account(type text, subtype text) returns text
language sql immutable as $$
	select left(case when length(w.word) <= 3 then upper(w.word)
	                 else initcap(replace(w.word, '_', ' ')) end, 60)
	  from (select coalesce(nullif(subtype, ''), nullif(type, ''), 'account') as word) w
$$;

create or replace function report_doubts(e jsonb, link jsonb, undated bigint, future bigint,
	reversed bigint, unread bigint) returns json language sql stable as $$
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
	                else ' checks have' end || ' no pay date that can be read.' end),
	       (9, case when future > 0 then future || case when future = 1 then ' check is'
	                else ' checks are' end || ' dated after today.' end),
	       (10, case when reversed > 0 then reversed || case when reversed = 1 then ' check takes'
	                 else ' checks take' end || ' pay back.' end),
	       (11, case when e -> 'profile' is null
	                 then 'The source does not say whose job it is.' end)) d (place, sentence)
	 where sentence is not null
$$;
