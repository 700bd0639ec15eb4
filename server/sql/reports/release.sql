-- A person says that the held reports of an order are about the right person: they can be read. Of
-- a report that came after the page was opened nobody has said anything yet.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 form.reason   $6 form.seen
-- $7 user.role
with released as (
	update reports r
	   set body = r.held_body, sha256 = r.held_sha256, fetched_at = r.held_at,
	       said = r.held_said,
	       changes = (select report_changes(b.body, r.held_body)
	                    from reports b where b.id = report_before(r.id)),
	       decision = 'released', decided_at = now(), decided_by = $4::bigint,
	       decision_reason = $5
	  from orders o
	  join cases c on c.id = o.case_id
	 where o.id = $1::bigint and r.order_id = o.id
	   and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $7::text, $2::bigint[])
	   and r.held_at is not null and r.decision is null
	   and r.id <= $6::bigint
	returning r.id, r.order_id, o.case_id, o.member_id
), ready as (
	update orders o
	   set state = 'ready', cause = null
	  from released r
	 where o.id = r.order_id and o.cause in ('identity', 'wrong_person')
	   and not exists (select from reports w
	                    where w.order_id = o.id and w.held_at is not null
	                      and w.decision is null and w.id > $6::bigint)
), papers as (
	insert into jobs (kind, input, single)
	select distinct 'reports/papers', jsonb_build_object('order_id', order_id),
	       'papers:' || order_id
	  from released
	on conflict do nothing
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select r.case_id, r.member_id, r.order_id, 'report:' || r.id || ':released', 'check_circle',
	       member_name(m) || ': the held data are this person''s', u.name
	  from released r
	  join members m on m.id = r.member_id
	  join users u on u.id = $4::bigint
	on conflict do nothing
)
select order_id as id from released limit 1
