-- Holds an order until its transaction ends, so that the statement after this one sees all that
-- whoever held it before has done.
-- $1 job.input.order_id
select o.id
  from orders o
 where o.id = $1::bigint
   for update
