-- The demo world's orders that are on their way get the jobs that carry them: what is being sent
-- arrives, and what nobody is sure of is looked for. The tests want them to stay, so the fixtures
-- have none.
insert into jobs (kind, input, single)
select w.kind, jsonb_build_object('order_id', o.id), w.single || o.id
  from orders o
  join (values ('queued', 'orders/create', 'create:'), ('uncertain', 'orders/resolve', 'resolve:'))
       as w (intent, kind, single) on w.intent = o.intent
 where o.state in ('sending', 'checking')
   and not exists (select from jobs j where j.kind like 'orders/%'
                                        and j.input ->> 'order_id' = o.id::text)
on conflict do nothing
