-- Lets a running campaign go on: takes up what its orders came to, and puts the next few people in
-- the queue, never more than the gate can take soon, shared with the other campaigns that run. Ends
-- the campaign when nobody is left. wait_ms: when to look again; no row: it does not run.
-- $1 job.input.campaign_id   $2 may.batch
-- A person is in the queue once: the item is locked, and the intent's client_key names it.
with c as materialized (
	select x.id, x.product, x.sends_links, x.started_by,
	       case when g.last_429_at > now() - span(interval '5 minutes')
	            then least(x.pace, 120) else x.pace end as pace,
	       h.endpoint_state = 'disabled' as is_deaf
	  from campaigns x
	  join gates g on g.provider = main_provider()
	  join provider_health h on h.provider = main_provider()
	 where x.id = $1::bigint and x.state = 'running'
	   for update of x
), load as (
	select count(*) filter (where o.intent in ('queued', 'sending')) as unsent, count(*) as flying
	  from c
	  join campaign_items i on i.campaign_id = c.id and i.place in ('refreshing', 'linking')
	  join orders o on o.id = case i.place when 'linking' then i.link_id else i.refresh_id end
), room as (
	select case when c.is_deaf then 0
	            else greatest(0, least(20 / greatest(1, n.running) - l.unsent, 1000 - l.flying,
	                 case when c.pace < 240 then c.pace / r.calls_each - (
	                      select count(*)
	                        from campaign_items i
	                       where i.campaign_id = c.id
	                         and i.started_at > now() - span(interval '1 minute')) end)) end as n
	  from c
	 cross join load l
	 cross join renewal_rules r
	 cross join (select count(*) as running from campaigns where state = 'running') n
), picked as materialized (
	select i.id, i.place, i.case_id, i.member_id, i.order_id, i.refresh_id, i.tries,
	       k.closed_at is not null as is_closed
	  from c
	 cross join room r
	 cross join lateral campaign_next(c.id, r.n::integer) x (id)
	  join campaign_items i on i.id = x.id
	  join cases k on k.id = i.case_id
	   for update of i skip locked
), made as (
	insert into orders (case_id, member_id, products, delivery, language, email, phone,
	                    client_key, order_number, created_by, is_background, refresh_of_id,
	                    replaces_id)
	select p.case_id, p.member_id, array[c.product], w.delivery, m.language,
	       case when p.place = 'link' then m.email end, case when p.place = 'link' then m.phone end,
	       w.key, new_order_number(), c.started_by, true,
	       case when p.place <> 'link' then p.order_id end,
	       case when p.place = 'link' then p.refresh_id end
	  from picked p
	 cross join c
	  join members m on m.id = p.member_id
	 cross join lateral (
	       select case when p.place = 'link' and c.sends_links then 'truv'
	                   else 'link' end as delivery,
	              'renewal-' || p.place || '-' || p.id || '-' || p.tries as key) w
	 where not p.is_closed
	on conflict do nothing
	returning id, client_key, refresh_of_id
), taken as (
	select p.id, p.is_closed, n.id as order_id, n.refresh_of_id
	  from picked p
	  left join made n on n.client_key = 'renewal-' || p.place || '-' || p.id || '-' || p.tries
), moved as (
	-- Somebody else reads it at this moment, or a draft is there: later.
	update campaign_items i
	   set place = case when t.is_closed then 'left_out' when t.order_id is null then i.place
	                    when t.refresh_of_id is null then 'linking' else 'refreshing' end,
	       reason = case when t.is_closed then 'closed' else i.reason end,
	       run_at = case when t.order_id is null then now() + span(interval '10 minutes')
	                     else i.run_at end,
	       refresh_id = case when t.refresh_of_id is not null then t.order_id
	                         else i.refresh_id end,
	       link_id = case when t.refresh_of_id is null then coalesce(t.order_id, i.link_id)
	                      else i.link_id end,
	       tries = i.tries + (t.refresh_of_id is not null)::integer,
	       started_at = case when t.order_id is null then i.started_at else now() end,
	       ended_at = case when t.is_closed then now() end
	  from taken t
	 where i.id = t.id
), jobs_made as (
	insert into jobs (kind, input)
	select case when n.refresh_of_id is null then 'orders/create' else 'orders/refresh' end,
	       jsonb_build_object('order_id', n.id, 'lane', 'background')
	  from made n
	 where n.refresh_of_id is not null or not $2::boolean
), batch as (
	insert into jobs (kind, input)
	select 'orders/batch-many', jsonb_build_object('orders', jsonb_agg(n.id order by n.id),
	                                               'lane', 'background')
	  from made n
	 where n.refresh_of_id is null and $2::boolean
	having count(*) > 0
), came as (
	update campaign_items i
	   set place = case when o.intent = 'created' then 'linked' else 'person' end,
	       reason = case when o.intent = 'created' then i.reason
	                     when o.intent = 'rejected' then 'bad_address' else 'unknown' end,
	       ended_at = now()
	  from c, orders o
	 where i.campaign_id = c.id and i.place in ('refreshing', 'linking')
	   and o.id = case i.place when 'linking' then i.link_id else i.refresh_id end
	   and ((i.place = 'linking' and o.intent in ('created', 'rejected', 'needs_review',
	                                              'withdrawn'))
	        or (i.place = 'refreshing' and o.intent = 'needs_review'))
), left_ as (
	select exists (select
	                 from campaign_items i
	                where i.campaign_id = c.id
	                  and i.place in ('queued', 'refreshing', 'again', 'link', 'linking')) as any
	  from c
), ended as (
	update campaigns x
	   set state = case when c.is_deaf then 'paused' when l.any then x.state else 'done' end,
	       pause_why = case when c.is_deaf then 'endpoint' end,
	       ended_at = case when not l.any and not c.is_deaf then now() end
	  from c, left_ l
	 where x.id = c.id and (c.is_deaf or not l.any)
	returning x.id
)
select greatest(100, extract(epoch from span(interval '2 seconds')) * 1000)::integer as wait_ms,
       not exists (select from ended) as goes_on
  from c
