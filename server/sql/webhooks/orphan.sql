-- An event nobody knew for 15 minutes, to be asked for by its id; no row when it was settled since.
-- $1 job.input.event_id
select e.id, e.provider, e.order_upstream_id
  from webhook_events e
 where e.id = $1::bigint and e.state in ('parked', 'orphan') and e.order_upstream_id is not null
