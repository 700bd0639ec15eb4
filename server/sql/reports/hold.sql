-- Keeps a report back that may be about somebody else: nobody reads it, and the order needs a
-- person.
-- $1 job.input.order_id   $2 report.report_id   $3 report.body   $4 report.completed_at
-- $5 report.fingerprint   $6 report.said   $7 report.score   $8 report.doubts
with held as (
	update reports
	   set held_at = now(), held_body = $3::jsonb, held_sha256 = report_sha256($3::jsonb),
	       completed_at = report_time($4), fingerprint = $5, held_said = $6::jsonb,
	       score = $7::smallint, held_reasons = $8::text[]
	 where order_id = $1::bigint and upstream_id = $2 and body is null and held_at is null
	returning id, order_id
), stopped as (
	update orders o
	   set state = 'needs_you', cause = 'identity'
	  from held h
	 where o.id = h.order_id
	   and (o.state = 'needs_you'
	        or exists (select from order_moves m where m.was = o.state and m.now = 'needs_you'))
	returning o.id
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select o.case_id, o.member_id, o.id, 'report:' || h.id || ':held', 'error',
       member_name(m) || ': the data may be about somebody else. Nobody sees them until a worker '
       || 'decides', 'Verify', true
  from held h
  join orders o on o.id = h.order_id
  join members m on m.id = o.member_id
on conflict do nothing
