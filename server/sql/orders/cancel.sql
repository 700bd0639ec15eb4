-- Cancels an order: one that never went out at once; any other waits for its provider's word and
-- keeps its state until then. Safe to run twice.
-- $1 path.id   $2 form.reason   $3 user.id   $4 user.offices   $5 user.sees_all   $6 form.code
-- $7 user.role
with seen as (
	select o.id, v.word as provider, x.reason as code
	  from orders o
	  join cases c on c.id = o.case_id
	  join providers v on v.provider = o.provider
	  left join cancel_reasons x on x.provider = o.provider and x.reason = $6
	 where o.id = $1::bigint and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $7::text, $4::bigint[])
), ended as (
	update orders o
	   set intent = case when o.intent in ('queued', 'rejected', 'needs_review')
	                     then 'withdrawn' else o.intent end,
	       state = case when o.intent in ('queued', 'rejected', 'needs_review')
	                    then 'canceled' else o.state end,
	       cause = case when o.intent in ('queued', 'rejected', 'needs_review')
	                    then null else o.cause end,
	       cancel_asked_at = case when o.intent in ('queued', 'rejected', 'needs_review')
	                              then null else now() end,
	       cancel_reason = $2, cancel_code = s.code
	  from seen s
	 where o.id = s.id and o.cancel_asked_at is null
	   and o.state not in ('canceled', 'expired', 'reviewed')
	returning o.id, o.case_id, o.member_id, o.state, o.cancel_asked_at is not null as is_asked
), job as (
	insert into jobs (kind, input, single)
	select 'orders/cancel', jsonb_build_object('order_id', id), 'cancel:' || id
	  from ended
	 where is_asked
	on conflict do nothing
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select e.case_id, e.member_id, e.id,
	       'order:' || e.id || ':cancel:'
	       || (select count(*) from order_attempts a where a.order_id = e.id),
	       'cancel',
	       left(member_name(m) || case when e.is_asked then ': to be canceled. '
	                                   else ': order canceled. It never went out. ' end || $2, 400),
	       u.name
	  from ended e
	  join members m on m.id = e.member_id
	  join users u on u.id = $3::bigint
	on conflict do nothing
)
select s.id, s.provider, coalesce(e.is_asked, false) as is_asked, e.id is not null as is_new
  from seen s
  left join ended e on e.id = s.id
