-- An order whose sending ended unknown, to look for: not older than an hour before the intent was
-- made, if the provider's clock is as right as that. A refresh carries its original's number: it is
-- the one of that original that nobody knew before.
-- $1 job.input.order_id
select o.id, o.provider, o.order_number, r.upstream_id as refresh_of,
       (select coalesce(json_agg(x.upstream_id), '[]')
          from orders x
         where x.refresh_of_id = o.refresh_of_id and x.upstream_id is not null) as known,
       to_char((o.created_at - interval '1 hour') at time zone 'UTC',
               'YYYY-MM-DD"T"HH24:MI:SS') as since
  from orders o
  left join orders r on r.id = o.refresh_of_id
 where o.id = $1::bigint and o.intent in ('uncertain', 'needs_review')
