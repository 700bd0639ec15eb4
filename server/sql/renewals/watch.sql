-- Sees that every running campaign is fed and every refresh settled, whatever job was lost.
with fed as (
	insert into jobs (kind, input, single)
	select 'renewals/feed', jsonb_build_object('campaign_id', c.id), 'feed:' || c.id
	  from campaigns c
	 where c.state = 'running'
	   and not exists (
	       select from jobs j
	        where j.state = 'running' and j.kind = 'renewals/feed'
	          and j.input ->> 'campaign_id' = c.id::text)
	on conflict do nothing
), counted as (
	insert into jobs (kind, input, single)
	select 'renewals/fill', jsonb_build_object('campaign_id', c.id), 'fill:' || c.id
	  from campaigns c
	 where c.state = 'counting' and coalesce(c.counted_at, c.created_at)
	                                < now() - span(interval '2 minutes')
	on conflict do nothing
)
insert into jobs (kind, input, single)
select 'refreshes/settle', jsonb_build_object('order_id', o.id), 'settle:' || o.id
  from orders o
 where o.refresh_of_id is not null and o.refresh_outcome is null
   and o.state in ('ready', 'reviewed', 'needs_you', 'canceled', 'expired')
   and o.state_at < now() - span(interval '10 minutes')
 limit 500
on conflict do nothing
