-- Ends a call, puts its note on the case and opens the task it leaves. A call that is over stays as
-- it ended.
-- $1 path.id   $2 form.outcome   $3 form.interpreter   $4 form.follow_up   $5 form.note
-- $6 user.id   $7 user.offices   $8 user.sees_all   $9 user.role
with seen as (
	select c.id, c.case_id, c.caller_id, c.ended_at is null as is_open, u.name as agent,
	       member_name(m) as name
	  from calls c
	  join cases k on k.id = c.case_id
	  join members m on m.id = c.caller_id
	  join users u on u.id = $6::bigint
	 where c.id = $1::bigint and (k.office_id = any ($7::bigint[]) or $8::boolean)
	   and case_seen_by(k, $6::bigint, $9::text, $7::bigint[])
	   for update of c
), said as (
	-- The note has the call's own number for its key: there is one, whoever is faster.
	update calls c
	   set interpreter = $3, outcome = $2, follow_up = $4, ended_at = now(),
	       ended_by = $6::bigint, note = left(replace(coalesce($5, ''), E'\r', ''), 3600)
	  from seen s
	 where c.id = s.id and s.is_open
	returning c, c.id, c.case_id
), armed as (
	-- Who finishes later is reminded, who brings paper is not.
	insert into reminder_stops as t (order_id, stopped_by, started_at)
	select o.id, $6::bigint, case $2 when 'later' then now() end
	  from said x
	  join orders o on o.member_id in ((x.c).caller_id, (x.c).member_id)
	  join order_states s on s.state = o.state and s.is_open
	 where $2 = 'paper'
	    or ($2 = 'later' and exists (select from reminder_stops r where r.order_id = o.id))
	on conflict (order_id) do update
	   set stopped_at = case $2 when 'paper' then now() else t.stopped_at end,
	       started_at = excluded.started_at
), note as (
	insert into notes (case_id, user_id, text, client_key)
	select x.case_id, $6::bigint, call_note(x.c, coalesce($5, ''), $2, $4, s.agent, now()),
	       'call-' || x.id
	  from said x
	  join seen s on s.id = x.id
	on conflict (client_key) do nothing
), told as (
	insert into timeline (case_id, member_id, key, icon, sentence, teller)
	select s.case_id, s.caller_id, 'call:' || s.id || ':ended', 'phone',
	       'Call with ' || s.name || ' wrapped up: ' || lower(o.word), s.agent
	  from said x
	  join seen s on s.id = x.id
	  join call_outcomes o on o.outcome = $2
	on conflict do nothing
)
select s.id::text, s.is_open,
       (select count(task_open(coalesce(t.kind, 'call_back'), x.case_id,
                               left(concat_ws('. ', t.sentence, $4), 400),
                               member_id => s.caller_id, opened_by => $6::bigint))
          from said x
          join cases k on k.id = x.case_id and k.closed_at is null
          left join call_tasks t on t.outcome = $2
         where t.outcome is not null or $4 is not null)::text as tasks
  from seen s
