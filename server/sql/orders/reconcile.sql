-- Asks again for open orders the provider has been silent about for 15 minutes, oldest first: a
-- lost webhook heals itself. Each minute, at most a fifth of what may be asked in one.
insert into jobs (kind, input, single)
select 'orders/refetch', json_build_object('order_id', o.id, 'lane', 'background'),
       'refetch:' || o.id
  from orders o
  join order_states s on s.state = o.state
 where s.is_open and o.upstream_id is not null
   and (o.state <> 'ready' or o.upstream_status is distinct from 'completed')
   and coalesce(o.fetched_at, o.state_at) < now() - span(interval '15 minutes')
 order by coalesce(o.fetched_at, o.state_at)
 limit 48
on conflict do nothing
