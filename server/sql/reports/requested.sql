-- Notes that the provider is making a report, before it is read: a retry reads this one and asks
-- for no other.
-- $1 job.input.order_id   $2 job.input.product   $3 report.report_id
insert into reports (order_id, product, upstream_id)
values ($1::bigint, $2, $3)
on conflict (upstream_id) do nothing
