-- How dates, ages, money and phone numbers are worded on every page (look.md §5, §9). The session's
-- TimeZone is the agency's.

create function fmt_date(d date) returns text language sql stable as $$
	select to_char(d, case when extract(year from d) = extract(year from current_date)
	                       then 'Dy, Mon FMDD' else 'Dy, Mon FMDD, YYYY' end)
$$;

create function fmt_date(t timestamptz) returns text language sql stable as $$
	select fmt_date(t::date)
$$;

create function fmt_day(d date) returns text language sql stable as $$
	select to_char(d, case when extract(year from d) = extract(year from current_date)
	                       then 'Mon FMDD' else 'Mon FMDD, YYYY' end)
$$;

create function fmt_day(t timestamptz) returns text language sql stable as $$
	select fmt_day(t::date)
$$;

create function fmt_time(t timestamptz) returns text language sql stable as $$ select to_char(t,
	'FMHH12:MI AM') $$;

create function fmt_when(t timestamptz) returns text language sql stable as $$
	select case t::date when current_date     then 'Today '
	                    when current_date - 1 then 'Yesterday '
	                    when current_date + 1 then 'Tomorrow '
	                    else fmt_day(t) || ', ' end || fmt_time(t)
$$;

-- For <time datetime="…">: always UTC.
create function fmt_iso(t timestamptz) returns text language sql immutable as $$
	select to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

-- "40 s", "18 min", "3 h", "3 days": whole units, rounded down; never negative.
create function fmt_age(t timestamptz) returns text language sql stable as $$
	select case when s < 60 then s || ' s'
	            when s < 3600 then s / 60 || ' min'
	            when s < 86400 then s / 3600 || ' h'
	            when s < 172800 then '1 day'
	            else s / 86400 || ' days' end
	  from (select greatest(0, extract(epoch from now() - t))::bigint as s) x
$$;

create function fmt_days_left(d date) returns text language sql stable as $$
	select case when d < current_date - 1  then (current_date - d) || ' days late'
	            when d = current_date - 1  then '1 day late'
	            when d = current_date      then 'Today'
	            when d = current_date + 1  then '1 day left'
	            else (d - current_date) || ' days left' end
$$;

-- 1856.45 → "1,856.45"; the minus is U+2212.
create function fmt_money(n numeric) returns text language sql immutable as $$
	select case when n < 0 then '−' else '' end || to_char(abs(n), 'FM999,999,999,990.00')
$$;

create function fmt_dollars(n numeric) returns text language sql immutable as $$
	select case when n < 0 then '−' else '' end || '$' || to_char(abs(n),
		'FM999,999,999,990.00')
$$;

-- "+14155550142" → "(415) 555-0142"; anything else as it is.
create function fmt_phone(p text) returns text language sql immutable as $$
	select regexp_replace(p, '^\+1(\d{3})(\d{3})(\d{4})$', '(\1) \2-\3')
$$;

-- "income,employment" as words: "Income and employment".
create function fmt_list(words text[]) returns text language sql immutable as $$
	select case cardinality(words)
	       when 0 then ''
	       when 1 then words[1]
	       else array_to_string(words[1:cardinality(words) - 1],
	       	', ') || ' and ' || words[cardinality(words)] end
$$;

-- A provider's decimal text as a number; null where it is none. Never a float.
create function to_money(t text) returns numeric language sql immutable as $$
	select case when t ~ '^-?\d{1,12}(\.\d{1,6})?$' then t::numeric end
$$;

-- A provider's date, with or without a time behind it (truv-api.md C15); null where it is none.
create function to_day(t text) returns date language plpgsql immutable as $$
begin
	return left(t, 10)::date;
exception when others then
	return null;
end $$;
