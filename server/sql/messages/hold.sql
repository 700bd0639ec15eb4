-- What stands against a message now: it ends with its cause, or, in quiet hours, waits for their
-- end with a job of its own. Nothing, where it may go.
-- $1 job.input.message_id   $2 off
with seen as (
	select m.id, message_barrier(m) as barrier,
	       m.channel = any ($2::text[]) as is_off,
	       m.send_at < now() - span(interval '24 hours') as is_late,
	       quiet_until(m.channel, now(),
	                   coalesce(f.zone, current_setting('TimeZone'))) as quiet_until
	  from messages m
	  join cases c on c.id = m.case_id
	  join offices f on f.id = c.office_id
	 where m.id = $1::bigint and m.state = 'queued' and m.send_at <= now()
), ended as (
	update messages m
	   set state = case when s.is_off or s.is_late and s.barrier is null then 'failed'
	                    else 'canceled' end,
	       cause = case when s.is_off then 'off' else coalesce(s.barrier, 'too_late') end
	  from seen s
	 where m.id = s.id
	   and (s.is_off or s.barrier <> 'quiet' or s.is_late and s.barrier is null)
), later as (
	update messages m
	   set send_at = s.quiet_until
	  from seen s
	 where m.id = s.id and s.barrier = 'quiet' and not s.is_off
	returning m.id, m.send_at
)
insert into jobs (kind, input, single, run_at)
select 'messages/send', jsonb_build_object('message_id', id), 'message:' || id, send_at
  from later
on conflict do nothing
