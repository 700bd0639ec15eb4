-- Hands an order that has been read for 20 minutes without progress to its worker (product.md §3).
update orders
   set state = 'needs_you', cause = 'stuck'
 where state = 'reading' and state_at < now() - span(interval '20 minutes')
