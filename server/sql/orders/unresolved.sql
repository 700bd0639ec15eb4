-- An order whose sending ended unknown, to look for: not older than an hour before the intent was
-- made, if the provider's clock is as right as that.
-- $1 job.input.order_id
select o.id, o.provider, o.order_number,
       to_char((o.created_at - interval '1 hour') at time zone 'UTC',
               'YYYY-MM-DD"T"HH24:MI:SS') as since
  from orders o
 where o.id = $1::bigint and o.intent in ('uncertain', 'needs_review')
