-- What events mean: the orders they are about are asked for again. One that names an order we are
-- unsure of settles it; one about an order not known yet is parked, and after 15 minutes asked for
-- by its id, or, without one, an orphan. Orders are taken in the order of their ids, so that two
-- workers with some of the same do not wait for each other.
-- $1 job.inputs
with held as materialized (
	-- An order before its events, as whoever learns its ids locks them.
	select o.id
	  from orders o
	 where o.intent in ('uncertain', 'needs_review')
	   and o.order_number in (
	       select w.order_number from webhook_events w
	        where w.id in (select (i ->> 'event_id')::bigint from json_array_elements($1::json) i))
	 order by o.id
	   for update
), e as (
	select e.id, e.received_at, e.event_type, e.status, e.order_upstream_id, e.order_number,
	       e.connection_id, e.link_id, e.upstream_user_id, e.state = 'kept' as is_new,
	       e.received_at > now() - span(interval '15 minutes') as is_young
	  from webhook_events e
	 where e.id in (select (i ->> 'event_id')::bigint from json_array_elements($1::json) i)
	   and e.state in ('kept', 'parked') and (select count(*) from held) >= 0
	 order by e.id
	   for update
), settled as (
	update orders o
	   set intent = 'created', state = 'waiting', cause = null,
	       upstream_id = e.order_upstream_id, upstream_user_id = e.upstream_user_id
	  from e
	 where o.intent in ('uncertain', 'needs_review') and o.order_number = e.order_number
	   and e.order_upstream_id is not null
	returning o.id, o.order_number
), step as (
	insert into order_steps (order_id, step) select id, 'sent' from settled on conflict do nothing
), hinted as (                                 -- what came of a session, if it is true
	insert into session_hints (order_id, upstream_id)
	select s.order_id, e.connection_id
	  from e
	  join client_sessions s on s.token_hash = e.link_id
	 where e.connection_id is not null
	on conflict do nothing
), about as (
	select e.id as event_id, s.order_id
	  from client_sessions s
	  join e on e.link_id = s.token_hash
	union
	select e.id, h.order_id
	  from session_hints h
	  join e on e.connection_id = h.upstream_id
	union
	select e.id as event_id, o.id as order_id
	  from orders o
	  join e on o.upstream_id = e.order_upstream_id
	union
	select e.id, c.order_id
	  from connections c
	  join e on c.upstream_id = e.connection_id
	union                                          -- what was read again since keeps still
	select e.id, c.order_id
	  from connections c
	  join e on c.link_id = e.link_id
	 where not exists (select from connections x where x.upstream_id = e.connection_id)
	   and not exists (select from orders r where r.refresh_of_id = c.order_id)
	union
	select e.id, o.id                              -- without an order: all open ones of that user
	  from orders o
	  join e on o.upstream_user_id = e.upstream_user_id
	  join order_states s on s.state = o.state and s.is_open
	 where e.order_upstream_id is null
	   and not exists (select
	                     from connections c
	                    where c.upstream_id = e.connection_id or c.link_id = e.link_id)
	union
	select e.id, s.id from settled s join e on e.order_number = s.order_number
), again as (
	-- Of a refresh only what ends it is worth a call, only until it has ended, and one call for all
	-- that its end is told by within seconds.
	insert into jobs (kind, input, single, run_at)
	select 'orders/refetch', json_build_object('order_id', a.order_id), 'refetch:' || a.order_id,
	       now() + case when a.is_refresh then span(interval '2 seconds') else interval '0' end
	  from (select distinct b.order_id, o.refresh_of_id is not null as is_refresh
	          from about b
	          join orders o on o.id = b.order_id
	          join e on e.id = b.event_id
	         where o.refresh_of_id is null
	            or (o.refresh_outcome is null and o.state in ('sending', 'checking', 'reading')
	                and event_ends(e.event_type, e.status))
	         order by b.order_id) a
	on conflict do nothing
), goal as (
	select e.id,
	       case when exists (select from about a where a.event_id = e.id) then 'applied'
	            -- Parked at least once: whoever learns an order's ids looks only through those.
	            when e.is_young or e.is_new or e.order_upstream_id is not null then 'parked'
	            else 'orphan' end as state
	  from e
), doubled as (                                -- our number under another id: a copy, or a refresh
	insert into jobs (kind, input, single)
	select distinct 'orders/twins', jsonb_build_object('order_id', o.id), 'twins:' || o.id
	  from orders o
	  join e on e.order_number = o.order_number and e.order_upstream_id <> o.upstream_id
	 where not exists (select from orders x where x.upstream_id = e.order_upstream_id)
	   and not exists (select from orders r
	                    where r.refresh_of_id = o.id and r.intent in ('sending', 'uncertain'))
	on conflict do nothing
), later as (                                  -- doubling pauses, for 15 minutes
	insert into jobs (kind, input, run_at)
	select case when e.is_young or e.order_upstream_id is null then 'webhooks/parked'
	            else 'webhooks/orphan' end,
	       json_build_object('event_id', e.id),
	       case when e.is_young
	            then least(now() + greatest(span(interval '2 seconds'), now() - e.received_at),
	                       e.received_at + span(interval '15 minutes 1 second'))
	            else now() end
	  from e
	  join goal g on g.state = 'parked'
)
update webhook_events w
   set state = g.state, applied_at = case when g.state = 'applied' then now() end
  from goal g
 where w.id = g.id
