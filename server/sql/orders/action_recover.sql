-- Closes an attempt to cancel or to notify whose worker is gone: both may be done again.
-- $1 job.input.order_id   $2 action.kind   $3 job.id
update order_attempts a
   set phase = case a.phase when 'claimed' then 'unsent' else 'uncertain' end, ended_at = now()
 where a.order_id = $1::bigint and a.kind = $2 and a.ended_at is null
   and not exists (
       select from jobs j
        where j.kind = 'orders/' || $2 and j.input ->> 'order_id' = a.order_id::text
          and j.state = 'running' and j.lease_until > now() and j.id <> $3::bigint)
