-- A look found nothing. Looks again; after at least three looks and 15 quiet minutes since bytes
-- last left (safety.md §1) it goes out as a batch of one where the provider takes them. Where it
-- can be asked for our number (truework-api.md §9) its word is enough to send the order again, at
-- most three times, each after looks and a quarantine of its own: an hour's trouble there is no
-- question for a person. Else it is left to a person, and sent again where a person has said so. A
-- refresh never goes as a batch, which would make a first order, nor again by itself.
-- $1 job.input.order_id   $2 job.input   $3 may.batch   $4 may.resend
with looked as (
	select o.id, o.case_id, o.member_id, o.refresh_of_id is not null as is_refresh,
	       coalesce(($2::jsonb ->> 'looks')::integer, 0) + 1 as looks,
	       now() - coalesce(max(a.ended_at) filter (where a.phase in ('uncertain', 'accepted')),
	                        o.created_at) as quiet,
	       count(*) filter (where a.kind = 'batch'
	                          and a.phase in ('uncertain', 'accepted')) as batches,
	       count(*) filter (where a.kind = 'create'
	                          and a.phase in ('uncertain', 'accepted')) as creates,
	       coalesce(bool_or(a.kind = 'batch' and a.phase = 'refused'), false) as is_refused,
	       coalesce(bool_or(a.id is not null and a.ended_at is null), false) as is_under_way
	  from orders o
	  left join order_attempts a on a.order_id = o.id and a.kind in ('create', 'batch', 'refresh')
	 where o.id = $1::bigint and o.intent = 'uncertain'
	 group by o.id
), judged as (
	select l.id, l.case_id, l.member_id, l.looks, l.is_refresh,
	       case when l.looks < 3 or l.quiet < span(interval '15 minutes') or l.is_under_way
	            then 'look'
	            when ($2::jsonb ->> 'is_wanted')::boolean then 'send'
	            when l.is_refresh then 'review'
	            when $3::boolean and l.batches < 2 and not l.is_refused then 'batch'
	            when $4::boolean and l.creates < 4 then 'send'
	            else 'review' end as next
	  from looked l
), moved as (
	update orders o
	   set intent = case j.next when 'send' then 'queued' else 'needs_review' end,
	       state = case j.next when 'send' then 'sending' else 'needs_you' end,
	       cause = case j.next when 'send' then null else 'needs_review' end
	  from judged j
	 where o.id = j.id and j.next in ('send', 'review')
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select j.case_id, j.member_id, j.id,
	       'order:' || j.id || ':missing:'
	       || (select count(*) from order_attempts a where a.order_id = j.id),
	       'error', member_name(m) || ': ' || order_teller(j.id) || ' shows no order', 'Verify',
	       true
	  from judged j
	  join members m on m.id = j.member_id
	 where j.next = 'review'
	on conflict do nothing
)
insert into jobs (kind, input, single, run_at)
select case when j.is_refresh and n.kind = 'orders/create' then 'orders/refresh'
            else n.kind end,
       case j.next when 'look' then $2::jsonb || jsonb_build_object('looks', j.looks)
                   else jsonb_build_object('order_id', j.id) end,
       n.single || j.id,
       now() + case j.next when 'look' then span(least(interval '2 minutes',
                                                       interval '5 seconds' * j.looks * j.looks))
                           else interval '0' end
  from judged j
  join (values ('look', 'orders/resolve', 'resolve:'), ('batch', 'orders/batch', 'batch:'),
               ('send', 'orders/create', 'create:')) as n (next, kind, single) on n.next = j.next
on conflict do nothing
