-- Holds what was found upstream under an order's number against the one we keep: every copy is an
-- incident and is canceled. One that is found again is not told again.
-- $1 job.input.order_id   $2 found
with twins as (
	select o.id, o.case_id, o.member_id, p.word, t.twin
	  from orders o
	  join providers p on p.provider = o.provider
	 cross join unnest($2::text[]) as t (twin)
	 where o.id = $1::bigint and o.intent = 'created' and t.twin <> o.upstream_id
), opened as (
	insert into incidents (kind, order_id, key, detail)
	select 'duplicate', t.id, 'duplicate:' || t.twin,
	       'Order ' || t.id || ' exists a second time upstream, as ' || t.twin
	       || '. The copy is being canceled.'
	  from twins t
	on conflict (key) do nothing
	returning key
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select t.case_id, t.member_id, t.id, 'twin:' || t.twin, 'error',
	       member_name(m) || ': ' || t.word || ' had this order twice. The copy is being canceled',
	       'Verify', true
	  from twins t
	  join members m on m.id = t.member_id
	on conflict do nothing
)
insert into jobs (kind, input, single)
select 'orders/cancel_twin', jsonb_build_object('order_id', t.id, 'upstream_id', t.twin),
       'twin:' || t.twin
  from twins t
  join opened o on o.key = 'duplicate:' || t.twin
on conflict do nothing
