-- Holds one page of the provider's orders against our intents (safety.md §1), and queues the next
-- page while this one is not all older than 48 hours.
-- $1 upstream.orders   $2 compare.page   $3 compare.is_last   $4 compare.word
-- $5 compare.provider
-- What is being sent or looked for right now explains itself later. A refresh carries its
-- original's number, and its id is ours only once the answer is kept.
with theirs as (
	select t.upstream_id, t.order_number, t.refresh_of, t.created_at
	  from jsonb_to_recordset($1::jsonb)
	       as t (upstream_id text, order_number text, refresh_of text, created_at timestamptz)
	 where t.created_at > now() - interval '48 hours'
), strange as (
	select t.upstream_id, o.id as order_id, o.intent
	  from theirs t
	  left join orders o on o.order_number = t.order_number and t.refresh_of is null
	 where not exists (select from orders x where x.upstream_id = t.upstream_id)
	   and (t.refresh_of is null or t.created_at < now() - interval '1 hour')
), looked_for as (
	insert into jobs (kind, input, single)
	select distinct 'orders/resolve', jsonb_build_object('order_id', s.order_id),
	       'resolve:' || s.order_id
	  from strange s
	 where s.intent in ('uncertain', 'needs_review')
	on conflict do nothing
), doubled as (
	insert into jobs (kind, input, single)
	select distinct 'orders/twins', jsonb_build_object('order_id', s.order_id),
	       'twins:' || s.order_id
	  from strange s
	 where s.intent = 'created'
	on conflict do nothing
), opened as (
	insert into incidents (kind, order_id, key, detail)
	select case when s.order_id is null then 'stranger' else 'revenant' end, s.order_id,
	       'upstream:' || s.upstream_id,
	       case when s.order_id is null
	            then $4 || ' has an order that nobody here made, ' || s.upstream_id || '.'
	            else $4 || ' has order ' || s.order_id || ' as ' || s.upstream_id
	                 || ', which was refused or withdrawn here.' end
	  from strange s
	 where s.order_id is null or s.intent in ('rejected', 'withdrawn')
	on conflict (key) do nothing
)
insert into jobs (kind, input, single)
select 'orders/compare', jsonb_build_object('page', $2::integer + 1, 'provider', $5::text),
       'compare:' || $5::text || ':' || ($2::integer + 1)
 where not $3::boolean and exists (select from theirs)
on conflict do nothing
