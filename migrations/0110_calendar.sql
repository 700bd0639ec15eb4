-- The agency's calendar: on which days it works, until which hour, and how a due day follows from
-- that, with the sentence that is printed beside it (product.md §7: dates explain themselves).

create table holidays (
	day_on date primary key,
	name   text not null check (length(name) between 1 and 80)
);

-- One row. A due day ends at closes_at, the hour the mail goes; what comes later counts from the
-- next working day.
create table calendar (
	is_one    boolean primary key default true check (is_one),
	closes_at time not null default '17:00'
);
insert into calendar default values;

-- A program's due day that falls on no working day moves to the next one, or to the one before.
alter table programs add column due_shift text not null default 'next'
	check (due_shift in ('next', 'before'));

-- The nth Monday (1) to Sunday (7) of a month; n = -1: the last.
create function nth_day(year integer, month integer, weekday integer, n integer) returns date
language sql immutable as $$
	select case when n > 0
	            then f + (weekday - extract(isodow from f)::integer + 7) % 7 + 7 * (n - 1)
	            else l - (extract(isodow from l)::integer - weekday + 7) % 7 end
	  from (select make_date(year, month, 1) as f,
	               (make_date(year, month, 1) + interval '1 month - 1 day')::date as l) m
$$;

-- A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.
create function observed(d date) returns date language sql immutable as $$
	select d + case extract(isodow from d) when 6 then -1 when 7 then 1 else 0 end
$$;

insert into holidays (day_on, name)
select h.day_on, h.name
  from generate_series(2024, 2040) y,
       lateral (values
         (observed(make_date(y, 1, 1)), 'New Year’s Day'),
         (nth_day(y, 1, 1, 3), 'Martin Luther King Day'),
         (nth_day(y, 2, 1, 3), 'Presidents’ Day'),
         (nth_day(y, 5, 1, -1), 'Memorial Day'),
         (observed(make_date(y, 6, 19)), 'Juneteenth'),
         (observed(make_date(y, 7, 4)), 'Independence Day'),
         (nth_day(y, 9, 1, 1), 'Labor Day'),
         (observed(make_date(y, 11, 11)), 'Veterans Day'),
         (nth_day(y, 11, 4, 4), 'Thanksgiving'),
         (nth_day(y, 11, 4, 4) + 1, 'the day after Thanksgiving'),
         (observed(make_date(y, 12, 25)), 'Christmas')) h (day_on, name)
on conflict do nothing;

create function is_working_day(d date) returns boolean language sql stable as $$
	select extract(isodow from d) < 6 and not exists (select from holidays h where h.day_on = d)
$$;

-- The day itself, or the next on which the agency works. No two weeks are without one.
create or replace function working_day(d date) returns date language sql stable as $$
	select coalesce(min(d + n), d) from generate_series(0, 14) n where is_working_day(d + n)
$$;

create function working_day_before(d date) returns date language sql stable as $$
	select coalesce(max(d - n), d) from generate_series(0, 14) n where is_working_day(d - n)
$$;

-- The nth working day after a day; the day's own next working day for n = 0.
create function working_days_after(d date, n integer) returns date language sql stable as $$
	select case when n < 1 then working_day(d)
	            else (select d + x
	                    from generate_series(1, 2 * n + 30) x
	                   where is_working_day(d + x)
	                   order by x
	                  offset n - 1
	                   limit 1) end
$$;

-- "a Sunday", "Thanksgiving"; null for a day on which the agency works.
create function day_off(d date) returns text language sql stable as $$
	select coalesce((select h.name from holidays h where h.day_on = d),
	                case when extract(isodow from d) > 5 then 'a ' || to_char(d, 'FMDay') end)
$$;

-- The moment a due day ends, in the agency's zone, whatever its clocks do that day.
create function due_at(due_on date) returns timestamptz language sql stable as $$
	select (due_on + k.closes_at)::timestamptz from calendar k
$$;

-- So many working days after a moment, and why: what is skipped between is named.
create function due_after(opened timestamptz, days integer, out due_on date, out due_rule text)
language sql stable as $$
	select d.due_on,
	       case when s.start_on > opened::date
	            then 'Opened ' || coalesce('on ' || day_off(opened::date),
	                 'after ' || to_char(k.closes_at, 'FMHH12 AM')) || ', so it counts from '
	                 || fmt_date(s.start_on) || '. ' else '' end
	       || case days when 0 then 'The same working day'
	                    when 1 then '1 working day'
	                    else days || ' working days' end
	       || case when days > 0 then ' after ' || fmt_date(s.start_on) else '' end
	       || coalesce(', skipping ' || fmt_list(o.names), '') || '.'
	  from calendar k,
	       lateral (select case when not is_working_day(opened::date)
	                              or opened >= due_at(opened::date)
	                            then working_days_after(opened::date, 1)
	                            else opened::date end as start_on) s,
	       lateral (select working_days_after(s.start_on, days) as due_on) d,
	       lateral (select array_agg(n.name order by n.at) as names
	                  from (select case when day_off(s.start_on + x) like 'a %day'
	                                    then 'weekends' else day_off(s.start_on + x) end as name,
	                               min(x) as at
	                          from generate_series(1, d.due_on - s.start_on) x
	                         where not is_working_day(s.start_on + x)
	                         group by 1) n) o
$$;

-- A program's own due day: calendar days from the request, then moved to a working day.
create function program_due(program_id bigint, requested_on date, out due_on date,
	out due_rule text) language sql stable as $$
	select m.moved,
	       p.due_days || ' days from the request on ' || fmt_day(requested_on)
	       || case when m.moved = m.raw then '.'
	               else ' is ' || day_off(m.raw) || ', so the '
	                    || case p.due_shift when 'next' then 'next working day.'
	                                        else 'working day before.' end end
	  from programs p,
	       lateral (select requested_on + p.due_days as raw) r,
	       lateral (select r.raw, case p.due_shift when 'next' then working_day(r.raw)
	                       else greatest(working_day_before(r.raw), requested_on) end as moved) m
	 where p.id = program_id
$$;

grant select on holidays, calendar to verify_app;
