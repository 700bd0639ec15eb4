-- A refresh that would be the fourth in 24 hours is not sent: the intent ends, and says when the
-- next is possible.
-- $1 job.input.order_id
with ended as (
	update orders o
	   set intent = 'withdrawn', state = 'canceled', problems = '{"limit": "ours"}',
	       cancel_reason = 'Read three times in 24 hours already. Possible again '
	                       || coalesce(fmt_when(n.next_at), 'later')
	  from orders x
	 cross join lateral (
	       select f.next_at
	         from refresh_left((
	              select array_agg(r.link_id)
	                from refresh_reads(x.refresh_of_id, x.products[1], x.refresh_connections) r)) f
	       ) n
	 where o.id = $1::bigint and x.id = o.id and o.intent = 'queued' and o.state = 'sending'
	returning o.id, o.case_id, o.member_id, o.cancel_reason
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select e.case_id, e.member_id, e.id, 'order:' || e.id || ':limited', 'error',
       member_name(m) || ': not read again. ' || e.cancel_reason, 'Verify', true
  from ended e
  join members m on m.id = e.member_id
on conflict do nothing
