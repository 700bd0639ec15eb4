-- An order that the provider has made, by the id we keep it under.
-- $1 job.input.order_id
select o.id, o.provider, o.order_number, o.upstream_id,
       to_char((o.created_at - interval '1 hour') at time zone 'UTC',
               'YYYY-MM-DD"T"HH24:MI:SS') as since
  from orders o
 where o.id = $1::bigint and o.intent = 'created'
