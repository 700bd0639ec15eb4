-- Gives an intent that is not settled and that no job works on any more a new job: its job failed,
-- or found it in the hands of a worker that was overtaken at that moment and put it back.
with busy as materialized (
	select coalesce(x.id, j.input ->> 'order_id') as order_id
	  from jobs j
	  left join lateral jsonb_array_elements_text(j.input -> 'orders') x (id) on true
	 where j.state in ('queued', 'running')
	   and j.kind in ('orders/create', 'orders/resolve', 'orders/batch', 'orders/refresh',
	                  'orders/batch-many', 'orders/batch-read')
), idle as materialized (
	select o.id, o.intent, o.refresh_of_id is not null as is_refresh
	  from orders o
	 where o.state in ('sending', 'checking')
	   and not exists (select from busy b where b.order_id = o.id::text)
)
insert into jobs (kind, input, single)
select case when i.is_refresh and n.kind = 'orders/create' then 'orders/refresh' else n.kind end,
       jsonb_build_object('order_id', i.id), n.single || i.id
  from idle i
  join (values ('queued', 'orders/create', 'create:'), ('sending', 'orders/create', 'create:'),
               ('uncertain', 'orders/resolve', 'resolve:'))
       as n (intent, kind, single) on n.intent = i.intent
 where exists (
       select from jobs j
        where j.kind like 'orders/%'
          and (j.input ->> 'order_id' = i.id::text or j.input -> 'orders' @> to_jsonb(i.id)))
on conflict do nothing
