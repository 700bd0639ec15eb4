-- Whether the provider is still to be told something about an order; is_waiting: it is not known
-- there yet. No row when there is nothing left to tell.
-- $1 job.input.order_id   $2 action.kind
select o.id, o.provider, o.intent <> 'created' as is_waiting
  from orders o
 where o.id = $1::bigint and o.intent in ('queued', 'sending', 'uncertain', 'created')
   and case $2 when 'cancel' then o.cancel_asked_at is not null
               else o.state not in ('canceled', 'expired', 'reviewed') end
