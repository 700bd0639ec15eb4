-- Notes that the provider is making a report, before it is read: a retry reads this one and asks
-- for no other. Gives when to read it: no report is there at once, and a look too early is a call.
-- $1 job.input.order_id   $2 job.input.product   $3 report.report_id
with noted as (
	insert into reports (order_id, product, upstream_id)
	values ($1::bigint, $2, $3)
	on conflict (upstream_id) do nothing
)
select ceil(extract(epoch from span(interval '2500 milliseconds')) * 1000) as wait_ms
