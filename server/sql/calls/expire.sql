-- Ends calls that nobody wrapped up in twelve hours, as somebody would have: the note, its line in
-- the timeline, the task to call back. What was typed is kept.
with over as (
	update calls c
	   set outcome = 'left', ended_at = now(), note = left(call_draft(c), 3600)
	 where c.ended_at is null and c.started_at < now() - span(interval '12 hours')
	returning c, c.id, c.case_id, c.caller_id, c.agent_id, c.note
), note as (
	insert into notes (case_id, user_id, text, client_key)
	select x.case_id, x.agent_id, call_note(x.c, x.note, 'left', null, u.name, now()),
	       'call-' || x.id
	  from over x
	  join users u on u.id = x.agent_id
	on conflict (client_key) do nothing
), told as (
	insert into timeline (case_id, member_id, key, icon, sentence, teller)
	select x.case_id, x.caller_id, 'call:' || x.id || ':ended', 'phone',
	       'Call with ' || member_name(m) || ' was not wrapped up', 'Verify'
	  from over x
	  join members m on m.id = x.caller_id
	on conflict do nothing
)
select count(task_open(t.kind, x.case_id, t.sentence, member_id => x.caller_id))
  from over x
  join cases k on k.id = x.case_id and k.closed_at is null
  join call_tasks t on t.outcome = 'left'
