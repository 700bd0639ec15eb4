-- Reminders: for each program on which days they go out, for each order whether somebody stopped
-- them. Nothing is planned ahead in rows: the days follow from the order, and a reminder becomes a
-- message when its time comes, if it is still wanted then.

create table program_reminders (
	program_id    bigint not null references programs,
	kind          text not null references message_kinds,
	days          integer not null check (days between 1 and 300),
	is_before_end boolean not null default false,   -- days before the link ends, not after it came
	primary key (program_id, kind)
);

-- What a program begins with; its days may be changed.
create function program_reminds() returns trigger language plpgsql as $$
begin
	insert into program_reminders (program_id, kind, days, is_before_end) values
		(new.id, 'reminder_first', 3, false), (new.id, 'reminder_second', 10, false),
		(new.id, 'reminder_last', 3, true)
	on conflict do nothing;
	return null;
end $$;
create trigger program_reminds after insert on programs
	for each row execute function program_reminds();
insert into program_reminders (program_id, kind, days, is_before_end)
select p.id, r.kind,
       case when p.due_days > 30 and not is_before_end then 2 * r.days else r.days end,
       r.is_before_end
  from programs p
 cross join (values ('reminder_first', 3, false), ('reminder_second', 10, false),
                    ('reminder_last', 3, true)) r (kind, days, is_before_end);

-- An order whose reminders somebody stopped; with started_at they go on.
create table reminder_stops (
	order_id   bigint primary key references orders,
	stopped_at timestamptz not null default now(),
	stopped_by bigint references users,
	started_at timestamptz
);

-- The days of a case's reminders for a link that came at `start` and ends at `ends`, which may not
-- be known. The ladder is that of the program whose day comes first; the last reminder is the last.
create function reminder_days(case_id bigint, start timestamptz, ends timestamptz)
returns table (kind text, at timestamptz) language sql stable as $$
	with ladder as (
		select r.kind, r.is_before_end,
		       case when r.is_before_end then $3 - span(make_interval(days => r.days))
		            else $2 + span(make_interval(days => r.days)) end as at
		  from program_reminders r
		 where r.program_id = (
		       select cp.program_id
		         from case_programs cp
		         join program_reminders x on x.program_id = cp.program_id
		        where cp.case_id = $1
		        order by cp.due_on, cp.program_id
		        limit 1))
	select l.kind, l.at
	  from ladder l
	 where l.at > $2 and l.at < coalesce($3, 'infinity')
	   and (l.is_before_end
	        or l.at < coalesce((select min(e.at) from ladder e where e.is_before_end), 'infinity')
	                  - span(interval '1 day'))
	 order by l.at
$$;

-- When an order's reminders go or went. None where the provider reminds, or nobody does.
create function order_reminders(wanted bigint)
returns table (kind text, at timestamptz) language sql stable as $$
	select r.kind, r.at
	  from orders o
	 cross join lateral reminder_days(o.case_id, coalesce(
	       (select min(m.created_at) from messages m where m.order_id = o.id and m.kind = 'link'),
	       (select t.at from order_steps t where t.order_id = o.id and t.step = 'sent'),
	       o.created_at), o.expires_at) r
	 where o.id = wanted and o.delivery = 'agency'
	 order by r.at
$$;

-- Why an order's reminders do not go: truv (the provider reminds), by_hand (nothing is sent), over,
-- closed (its case), stopped (by somebody), silent (the phone said STOP and there is no e-mail
-- address), no_program (no ladder); null where they go.
create function reminder_barrier(o orders) returns text language sql stable as $$
	select case when o.delivery = 'truv' then 'truv'
	            when o.delivery <> 'agency' then 'by_hand'
	            when s.whose <> 'client' and o.state not in ('sending', 'checking', 'needs_fix')
	                 or o.cancel_asked_at is not null or o.expires_at <= now() then 'over'
	            when c.closed_at is not null then 'closed'
	            when exists (select from reminder_stops r
	                          where r.order_id = o.id and r.started_at is null) then 'stopped'
	            when o.email is null and exists (
	                 select from message_stops t
	                  where t.phone = o.phone and t.started_at is null) then 'silent'
	            when not exists (select from case_programs p
	                               join program_reminders r on r.program_id = p.program_id
	                              where p.case_id = o.case_id) then 'no_program' end
	  from order_states s
	  join cases c on c.id = o.case_id
	 where s.state = o.state
$$;

-- The calendar as pages show it: what went, what comes, and why nothing comes.
create function reminder_calendar(o orders) returns json language sql stable as $$
	with said (barrier, sentence) as (
		values ('truv', 'Truv reminds: three times, evenly until the link ends.'),
		       ('by_hand', 'No reminders: you hand on the link yourself.'),
		       ('over', 'No more reminders: the client need do nothing more.'),
		       ('closed', 'No more reminders: the case is closed.'),
		       ('stopped', 'The reminders are stopped.'),
		       ('silent', 'No reminders: the client texted STOP, and there is no e-mail address.'),
		       ('no_program', 'No reminders: the case has no program that asks for them.')),
	days as (
		select k.word, r.at, r.at > now() as is_to_come,
		       (select min(m.created_at) from messages m
		         where m.order_id = o.id and m.kind = r.kind) as went_at
		  from order_reminders(o.id) r
		  join message_kinds k on k.kind = r.kind),
	held as (select reminder_barrier(o) as barrier)
	select json_build_object(
		'id', o.id, 'sentence', s.sentence,
		'can_stop', h.barrier is null and exists (select from days where is_to_come),
		'can_start', coalesce(h.barrier = 'stopped', false),
		'days', (select coalesce(json_agg(json_build_object(
		                    'word', d.word,
		                    'when', case when d.went_at is not null
		                                 then 'Sent ' || fmt_when(d.went_at)
		                                 when d.is_to_come then fmt_date(d.at)
		                                 else 'Not sent' end,
		                    'is_done', d.went_at is not null) order by d.at), '[]')
		           from days d
		          where d.went_at is not null or h.barrier is null))
	  from held h
	  left join said s on s.barrier = h.barrier
$$;

alter table reminder_stops enable row level security;
alter table reminder_stops force row level security;
create policy office on reminder_stops
	using (scope_all() or exists (select from orders o where o.id = order_id))
	with check (scope_has_order(order_id));

grant select on program_reminders to verify_app;
grant select, insert, update on reminder_stops, program_reminders to verify_app;

create trigger tell after insert or update on reminder_stops
	for each row execute function tell_order_part();

-- What a builder says of an order before it is made: the days of its reminders, for a link that
-- lives so long.
create function reminder_forecast(case_id bigint, life interval) returns text
language sql stable as $$
	select coalesce('Reminders ' || fmt_list(array_agg(fmt_day(r.at) order by r.at))
	                || ' if not finished.', 'No reminders.')
	  from reminder_days($1, now(), now() + $2) r
$$;
