-- Gives an intent that is not settled and whose job failed a new job: nothing is forgotten because
-- the program did not know what to do once.
insert into jobs (kind, input, single)
select case when o.refresh_of_id is not null and n.kind = 'orders/create' then 'orders/refresh'
            else n.kind end,
       jsonb_build_object('order_id', o.id), n.single || o.id
  from orders o
  join (values ('queued', 'orders/create', 'create:'), ('sending', 'orders/create', 'create:'),
               ('uncertain', 'orders/resolve', 'resolve:'))
       as n (intent, kind, single) on n.intent = o.intent
 where o.state in ('sending', 'checking')
   and exists (
       select from jobs j
        where j.state = 'failed' and j.kind like 'orders/%'
          and (j.input ->> 'order_id' = o.id::text or j.input -> 'orders' @> to_jsonb(o.id)))
   and not exists (
       select from jobs j
        where j.state in ('queued', 'running')
          and j.kind in ('orders/create', 'orders/resolve', 'orders/batch',
                         'orders/refresh', 'orders/batch-many', 'orders/batch-read')
          and (j.input ->> 'order_id' = o.id::text or j.input -> 'orders' @> to_jsonb(o.id)))
on conflict do nothing
