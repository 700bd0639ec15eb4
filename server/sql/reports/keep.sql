-- Keeps a report as it was read, with its hash and what changed since the one before it. It fits
-- the person, so an order that one before it held back is ready again.
-- $1 job.input.order_id   $2 report.report_id   $3 report.body   $4 report.completed_at
-- $5 report.fingerprint   $6 report.said   $7 report.score
-- The order is held by orders/lock: nobody else keeps one of its reports meanwhile.
with asked as materialized (
	select r.id, report_before(r.id) as before_id
	  from reports r
	 where r.order_id = $1::bigint and r.upstream_id = $2
	   and r.body is null and r.held_at is null
), wanted as (
	select a.id, b.id as before_id, coalesce(b.fingerprint = $5, false) as is_same,
	       b.body as before
	  from asked a
	  left join reports b on b.id = a.before_id
), kept as (
	update reports r
	   set body = $3::jsonb, sha256 = report_sha256($3::jsonb), fingerprint = $5,
	       completed_at = report_time($4), fetched_at = now(), said = $6::jsonb,
	       score = $7::smallint, same_as = case when w.is_same then w.before_id end,
	       changes = case when w.before_id is null or w.is_same then null
	                      else report_changes(w.before, $3::jsonb) end
	  from wanted w
	 where r.id = w.id
	returning r.id, r.order_id, report_is_smaller(r.changes) as is_smaller, r.changes
), ready as (
	update orders o
	   set state = 'ready', cause = null
	  from kept k
	 where o.id = k.order_id and o.cause = 'wrong_person'
	   and jsonb_array_length($3::jsonb -> 'links') > 0
), papers as (
	insert into jobs (kind, input, single)
	select 'reports/papers', jsonb_build_object('order_id', order_id), 'papers:' || order_id
	  from kept
	on conflict do nothing
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
select o.case_id, o.member_id, o.id, 'report:' || k.id || ':smaller', 'warning',
       member_name(m) || ': the new report says less than the one before. '
       || fmt_changes(k.changes), 'Verify'
  from kept k
  join orders o on o.id = k.order_id
  join members m on m.id = o.member_id
 where k.is_smaller
on conflict do nothing
