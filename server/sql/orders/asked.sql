-- Notes that the provider was asked about an order and knows none: so that it is not the first to
-- be asked for again for ever.
-- $1 job.input.order_id
update orders set fetched_at = now() where id = $1::bigint
