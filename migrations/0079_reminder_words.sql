-- An order that needs its worker does not wait for its client, but is not over either: the calendar
-- says what is true of both.

create or replace function reminder_calendar(o orders) returns json language sql stable as $$
	with said (barrier, sentence) as (
		values ('truv', 'Truv reminds: three times, evenly until the link ends.'),
		       ('by_hand', 'No reminders: you hand on the link yourself.'),
		       ('over', 'No reminders now: the order does not wait for the client.'),
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
