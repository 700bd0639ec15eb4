-- Counts the next cases of a campaign: everybody in them who is to be renewed, to be read again or
-- left out for a reason. Twenty thousand cases at once; a further job counts on from there.
-- $1 job.input.campaign_id
with c as materialized (
	select x.id, x.office_ids, x.due_from, x.due_to, x.product, x.last_result, x.recent_days,
	       x.counted_case, x.import_id, g.id as program_id
	  from campaigns x
	  left join programs g on g.code = x.program
	 where x.id = $1::bigint and x.state = 'counting'
	   for update of x
), due as materialized (
	-- What programs' clocks say of a whole household, and what due lists say of one person of it.
	select cp.case_id, cp.due_on, null::bigint as member_id
	  from c
	  join case_programs cp on cp.due_on between c.due_from and c.due_to
	                       and cp.case_id > c.counted_case
	                       and (c.program_id is null or cp.program_id = c.program_id)
	 where c.import_id is null
	union all
	select d.case_id, d.due_on, d.member_id
	  from c
	  join dues d on d.due_on between c.due_from and c.due_to and d.case_id > c.counted_case
	             and (c.program_id is null or d.program_id = c.program_id)
	 where c.import_id is null
	union all
	select d.case_id, d.due_on, d.member_id
	  from c
	  join import_rows r on r.import_id = c.import_id and r.outcome <> 'refused'
	  join dues d on d.id = r.due_id and d.due_on between c.due_from and c.due_to
	             and d.case_id > c.counted_case
	             and (c.program_id is null or d.program_id = c.program_id)
), batch as materialized (
	select d.case_id
	  from c
	 cross join due d
	  join cases k on k.id = d.case_id and k.closed_at is null
	              and k.office_id = any (c.office_ids)
	 group by d.case_id
	 order by d.case_id
	 limit 20000
), wanted as materialized (
	select m.case_id, m.id as member_id, min(d.due_on) as due_on
	  from batch b
	  join due d on d.case_id = b.case_id
	  join members m on m.case_id = d.case_id
	                and case when d.member_id is null then m.has_income
	                         else m.id = d.member_id end
	 group by m.case_id, m.id
), people as (
	select b.case_id, b.due_on, k.office_id, k.is_restricted, m.id as member_id,
	       root.id as order_id, root.read_at, last.refresh_outcome, last.settled_at
	  from c
	 cross join wanted b
	  join cases k on k.id = b.case_id
	  join members m on m.id = b.member_id
	  left join lateral (
	       select o.id, r.read_at
	         from orders o
	        cross join lateral (
	              select max(n.state_at) as read_at
	                from connections n
	               where n.order_id = o.id and n.link_id is not null
	                 and n.state in ('ready', 'reviewed')
	                 and (n.kind = 'bank') = (c.product = 'assets')) r
	        where o.member_id = m.id and o.refresh_of_id is null and o.intent = 'created'
	          and o.state <> 'canceled' and r.read_at is not null
	          and (c.product = any (o.products)
	               or (c.product = 'employment' and 'income' = any (o.products)))
	        order by o.id desc
	        limit 1) root on true
	  left join lateral (
	       select o.refresh_outcome, o.settled_at
	         from orders o
	        where o.refresh_of_id = root.id
	        order by o.id desc
	        limit 1) last on true
	 where case c.last_result when 'never' then last.settled_at is null
	                          when 'unchanged' then last.refresh_outcome = 'unchanged'
	                          when 'changed' then last.refresh_outcome = 'changed'
	                          when 'failed'
	                          then last.refresh_outcome not in ('unchanged', 'changed')
	                          else true end
), judged as (
	select p.case_id, p.due_on, p.office_id, p.member_id, p.order_id,
	       case when p.is_restricted then 'restricted'
	            when p.order_id is null then 'no_connection'
	            when exists (select
	                           from orders o
	                          where o.member_id = p.member_id
	                            and o.state in ('sending', 'checking', 'needs_fix', 'waiting',
	                                            'connecting', 'reading'))
	            then 'under_way'
	            when exists (select
	                           from campaign_items i
	                           join campaigns x on x.id = i.campaign_id and x.id <> c.id
	                                           and x.state in ('waiting', 'running', 'paused')
	                          where i.member_id = p.member_id
	                            and i.place in ('queued', 'refreshing', 'again', 'link', 'linking'))
	            then 'elsewhere'
	            when greatest(p.read_at, case when p.refresh_outcome in ('unchanged', 'changed')
	                                          then p.settled_at end)
	                 > now() - make_interval(days => c.recent_days)
	            then 'recent' end as reason
	  from people p
	 cross join c
), counted as (
	insert into campaign_items (campaign_id, office_id, case_id, member_id, order_id, due_on,
	                            place, reason)
	select $1::bigint, j.office_id, j.case_id, j.member_id, j.order_id, j.due_on,
	       case when j.reason is null then 'queued' else 'left_out' end, j.reason
	  from judged j
	on conflict do nothing
), more as (
	insert into jobs (kind, input, single)
	select 'renewals/fill', jsonb_build_object('campaign_id', $1::bigint), 'fill:' || $1::bigint
	  from batch
	having count(*) = 20000
	on conflict do nothing
	returning id
)
update campaigns x
   set counted_case = coalesce((select max(b.case_id) from batch b), x.counted_case),
       state = case when exists (select from more) then 'counting' else 'draft' end,
       counted_at = now()
  from c
 where x.id = c.id
