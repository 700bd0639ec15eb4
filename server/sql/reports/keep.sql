-- Keeps a report as it was read, with its hash. It fits the person, so an order that one before it
-- held back is ready again.
-- $1 job.input.order_id   $2 report.report_id   $3 report.body   $4 report.sha256
-- $5 report.completed_at
with kept as (
	update reports
	   set body = $3::jsonb, sha256 = $4, completed_at = $5::timestamptz, fetched_at = now()
	 where order_id = $1::bigint and upstream_id = $2 and body is null and held_at is null
	returning order_id
)
update orders o
   set state = 'ready', cause = null
  from kept k
 where o.id = k.order_id and o.cause = 'wrong_person'
   and jsonb_array_length($3::jsonb -> 'links') > 0
