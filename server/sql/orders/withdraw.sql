-- Ends an order that somebody wants canceled and that, as it turned out, never went out.
-- $1 job.input.order_id
with ended as (
	update orders o
	   set intent = 'withdrawn', state = 'canceled', cause = null, cancel_asked_at = null
	 where o.id = $1::bigint and o.cancel_asked_at is not null
	   and o.intent in ('queued', 'rejected', 'needs_review')
	returning o.id, o.case_id, o.member_id
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
select e.case_id, e.member_id, e.id, 'order:' || e.id || ':withdrawn', 'cancel',
       member_name(m) || ': order canceled. It never went out', 'Verify'
  from ended e
  join members m on m.id = e.member_id
on conflict do nothing
