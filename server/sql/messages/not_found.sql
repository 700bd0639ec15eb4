-- A look found nothing. Looks again; after at least three looks and 15 quiet minutes since the last
-- bytes left (safety.md §1) a person decides: it is never sent again by itself.
-- $1 job.input.message_id
with seen as (
	select m.id, m.looks + 1 as looks,
	       m.looks + 1 >= 3
	       and coalesce((select max(a.ended_at) from message_attempts a where a.message_id = m.id),
	                    m.state_at) < now() - span(interval '15 minutes') as is_enough
	  from messages m
	 where m.id = $1::bigint and m.state = 'uncertain'
), looked as (
	update messages m
	   set looks = s.looks,
	       state = case when s.is_enough then 'needs_review' else m.state end,
	       cause = case when s.is_enough then 'no_answer' end
	  from seen s
	 where m.id = s.id and m.state = 'uncertain'
)
insert into jobs (kind, input, single, run_at)
select 'messages/look', jsonb_build_object('message_id', id), 'look:' || id,
       now() + span(least(interval '4 minutes', interval '10 seconds' * looks * looks))
  from seen
 where not is_enough
on conflict do nothing
