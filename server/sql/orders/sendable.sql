-- Whose provider an intent that may have to be sent goes to; no row when nothing is left to send.
-- $1 job.input.order_id
select o.id, o.provider
  from orders o
 where o.id = $1::bigint and o.intent in ('queued', 'uncertain')
