-- How a refresh stands that is not settled yet: its end, or its report and the one before it, with
-- the agency's rule for what is a change. No row: it is settled.
-- $1 job.input.order_id
with o as (
	select o.id, o.case_id, o.refresh_of_id, o.state, o.state_at, o.products[1] as product,
	       case when o.state <> 'canceled' then coalesce(o.cause, '')
	            when o.problems ? 'limit' then 'limit'
	            when o.intent = 'rejected' then 'refused'
	            else '' end as cause
	  from orders o
	 where o.id = $1::bigint and o.refresh_of_id is not null and o.refresh_outcome is null
), after as (
	select r.id, r.body, r.fetched_at
	  from o
	  join reports r on r.order_id = o.id and r.product = o.product and r.body is not null
	 order by r.id desc
	 limit 1
), before as (
	select r.body, r.fetched_at
	  from o
	  join orders f on f.id = o.refresh_of_id or f.refresh_of_id = o.refresh_of_id
	  join reports r on r.order_id = f.id and r.body is not null
	               and (r.product = 'assets') = (o.product = 'assets')
	 where f.id <> o.id
	 order by r.product = o.product desc, r.fetched_at desc, r.id desc
	 limit 1
), missing as (
	-- Sources that were read and are not in the report yet: a newer one is on its way.
	select count(*) as n
	  from o
	  join connections c on c.order_id = o.id and c.state = 'ready'
	 where not exists (
	       select
	         from after a, jsonb_array_elements(a.body -> 'links') l
	        where l ->> 'tracking_info' = c.upstream_id or l ->> 'link_id' = c.link_id)
)
select o.id, o.state, o.cause, o.product = 'assets' as is_bank, b.body as before,
       b.fetched_at::date as before_on, a.body as after, a.fetched_at::date as after_on,
       o.state in ('ready', 'reviewed') and a.id is not null
       and (m.n = 0 or o.state_at < now() - span(interval '10 minutes')) as is_read,
       coalesce(r.cents, case when r.permille is null then d.change_cents end, 0) as change_cents,
       coalesce(r.permille, case when r.cents is null then d.change_percent * 10 end, 0)
       as change_permille
  from o
 cross join renewal_rules d
 cross join lateral (
       -- Of several programs the one that lets the least pass.
       select min(n.material_cents) as cents, min(n.material_permille) as permille
         from case_programs p
         join review_rules_now n on n.program_id = p.program_id
        where p.case_id = o.case_id) r
 cross join missing m
  left join after a on true
  left join before b on true
