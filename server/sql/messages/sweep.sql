-- Messages under way whom no job carries any more get one: nothing is forgotten.
with due as (
	select m.id, m.send_at,
	       case m.state when 'uncertain' then 'messages/look' else 'messages/send' end as kind,
	       case m.state when 'uncertain' then 'look:' else 'message:' end as single
	  from messages m
	 where m.state in ('queued', 'sending', 'uncertain')
	   and greatest(m.send_at, m.state_at) < now() - span(interval '1 minute')
)
insert into jobs (kind, input, single)
select d.kind, jsonb_build_object('message_id', d.id), d.single || d.id
  from due d
 where not exists (select
                     from jobs j
                    where j.state in ('queued', 'running') and j.kind = d.kind
                      and j.input ->> 'message_id' = d.id::text)
on conflict do nothing
