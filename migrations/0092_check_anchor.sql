-- A check of a report can be led to: figures of a worksheet open the check they come from.

create or replace function report_line(s jsonb) returns json language sql stable as $$
	select json_build_object(
	           'anchor', case when s ->> 'id' ~ '^[A-Za-z0-9_-]{1,80}$'
	                          then 'check-' || (s ->> 'id') end,
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
