-- The functions that every order's step calls are planned once a connection: a function in SQL is
-- planned anew for each statement that calls it, and a task's due day took longer to plan than all
-- else the step does.

create or replace function working_day(d date) returns date language plpgsql stable as $$
begin
	while not is_working_day(d) loop
		d := d + 1;
	end loop;
	return d;
end $$;

create or replace function is_working_day(d date) returns boolean language plpgsql stable as $$
begin
	return extract(isodow from d) < 6 and not exists (select from holidays h where h.day_on = d);
end $$;

-- The nth working day after a day; the day's own next working day for n = 0.
create or replace function working_days_after(d date, n integer) returns date
language plpgsql stable as $$
begin
	d := working_day(d + (n > 0)::integer);
	for i in 2 .. n loop
		d := working_day(d + 1);
	end loop;
	return d;
end $$;

-- So many working days after a moment, and why: what is skipped between is named.
create or replace function due_after(opened timestamptz, days integer, out due_on date,
	out due_rule text) language plpgsql stable as $$
declare
	start_on date := opened::date;
	closes time := (select k.closes_at from calendar k);
	skipped text[];
begin
	if not is_working_day(start_on) or opened >= due_at(start_on) then
		start_on := working_days_after(start_on, 1);
	end if;
	due_on := working_days_after(start_on, days);
	select array_agg(n.name order by n.at) into skipped
	  from (select case when day_off(start_on + x) like 'a %day' then 'weekends'
	                    else day_off(start_on + x) end as name, min(x) as at
	          from generate_series(1, due_after.due_on - start_on) x
	         where day_off(start_on + x) is not null
	         group by 1) n;
	due_rule := case when start_on > opened::date
	                 then 'Opened ' || coalesce('on ' || day_off(opened::date),
	                      'after ' || to_char(closes, 'FMHH12 AM')) || ', so it counts from '
	                      || fmt_date(start_on) || '. ' else '' end
	            || case days when 0 then 'The same working day'
	                         when 1 then '1 working day'
	                         else days || ' working days' end
	            || case when days > 0 then ' after ' || fmt_date(start_on) else '' end
	            || coalesce(', skipping ' || fmt_list(skipped), '') || '.';
end $$;

create or replace function task_due(kind text, case_id bigint, opened timestamptz, out due_on date,
	out due_rule text) language plpgsql stable as $$
#variable_conflict use_column
declare
	first record;
begin
	select d.due_on, d.due_rule into task_due.due_on, task_due.due_rule
	  from task_kinds k
	 cross join lateral due_after(opened, k.due_days) d
	 where k.kind = task_due.kind;
	select cp.due_on, cp.due_rule, g.name into first
	  from case_programs cp
	  join programs g on g.id = cp.program_id
	 where cp.case_id = task_due.case_id
	 order by cp.due_on, g.id
	 limit 1;
	if first.due_on <= task_due.due_on then
		due_on := first.due_on;
		due_rule := left(first.name || ' is due then. ' || first.due_rule, 400);
	end if;
end $$;

create or replace function task_close(kind text, subject text, event text) returns bigint
language plpgsql volatile as $$
#variable_conflict use_column
declare
	closed bigint;
begin
	update tasks t
	   set done_at = now(), closed_by_event = left(event, 400)
	 where t.subject = task_close.subject and t.done_at is null
	   and (task_close.kind is null or t.kind = task_close.kind);
	get diagnostics closed = row_count;
	return closed;
end $$;
