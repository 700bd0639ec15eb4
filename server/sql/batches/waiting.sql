-- How many orders of a batch are still to be sent, which is what it weighs at the gate. No row:
-- none.
-- $1 job.input.orders
select count(*)::integer as weight, min(o.provider) as provider
  from orders o
 where o.id = any ($1::bigint[]) and o.intent = 'queued' and o.state = 'sending'
having count(*) > 0
