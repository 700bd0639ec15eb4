-- An order whose sending ended unknown, to look for.
-- $1 job.input.order_id
select o.id, o.provider, o.order_number
  from orders o
 where o.id = $1::bigint and o.intent = 'uncertain'
