-- What follows when a message moves, whoever moved it: the sentence in the timeline, the task for a
-- person, the job that finds out. And the end of such tasks with the order.

create function message_moved() returns trigger language plpgsql as $$
declare
	what text := case when new.kind like 'reminder%' then 'reminder' else 'link' end
		|| case new.channel when 'email' then ' by e-mail' else ' by text' end;
	why text;
	needs_person boolean;
begin
	select c.meaning, not c.is_stop into why, needs_person
	  from message_causes c
	 where c.cause = new.cause;
	needs_person := coalesce(needs_person, false);
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select new.case_id, new.member_id, new.order_id,
	       'message:' || new.id || ':' || new.state || ':'
	       || (select count(*) from message_attempts a where a.message_id = new.id),
	       s.icon, member_name(m) || ': ' || what || w.words || coalesce('. ' || why, ''),
	       coalesce((select u.name from users u where u.id = new.asked_by), 'Verify'), needs_person
	  from members m
	  join message_states s on s.state = new.state
	  join (values ('sent', ' sent'), ('delivered', ' delivered'), ('failed', ' not delivered'),
	               ('uncertain', ': we are finding out whether it was sent'),
	               ('needs_review', ': nobody can tell whether it arrived'),
	               ('canceled', ' not sent')) w (state, words) on w.state = new.state
	 where m.id = new.member_id
	on conflict do nothing;
	if new.state = 'uncertain' then
		insert into jobs (kind, input, single, run_at)
		values ('messages/look', jsonb_build_object('message_id', new.id), 'look:' || new.id,
		        now() + span(interval '2 seconds'))
		on conflict do nothing;
	end if;
	if needs_person and exists (
		select from cases c where c.id = new.case_id and c.closed_at is null) then
		perform task_open('message_failed', new.case_id, why, order_id => new.order_id,
			member_id => new.member_id, message_id => new.id);
	end if;
	-- What went out makes up for what did not before.
	if new.state in ('sent', 'delivered', 'queued') then
		perform task_close('message_failed', task_subject(m.case_id, message_id => m.id),
			case new.state when 'queued' then 'It is sent again.'
			               else 'The ' || what || ' went out.' end)
		   from messages m
		  where m.order_id = new.order_id and m.id <= new.id;
	end if;
	return null;
end $$;
create trigger message_moved after update of state on messages for each row
	when (new.state is distinct from old.state) execute function message_moved();

create function message_order_over() returns trigger language plpgsql as $$
begin
	perform task_close('message_failed', task_subject(m.case_id, message_id => m.id),
		'The order went on without it.')
	   from messages m
	  where m.order_id = new.id;
	return null;
end $$;
create trigger message_order_over after update of state on orders for each row
	when (new.state is distinct from old.state
	      and new.state in ('ready', 'reviewed', 'canceled', 'expired'))
	execute function message_order_over();

-- Worded for whoever sends, since the agency does too.
update causes
   set meaning = 'The e-mail address or phone number could not be reached. An address cannot be '
       'changed on a sent order.'
 where cause = 'delivery_failed';
