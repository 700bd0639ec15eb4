-- Tries a refresh again whose site was down, as a new one; the old one ends. Nothing when somebody
-- has read it again meanwhile, or the case is closed.
-- $1 job.input.order_id
with made as (
	insert into orders (case_id, member_id, products, delivery, language, client_key,
	                    order_number, created_by, refresh_of_id, refresh_connections)
	select o.case_id, o.member_id, o.products, 'link', o.language, 'again-of-refresh-' || o.id,
	       new_order_number(), o.created_by, o.refresh_of_id, o.refresh_connections
	  from orders o
	  join cases c on c.id = o.case_id and c.closed_at is null
	 where o.id = $1::bigint and o.refresh_outcome = 'later'
	   and not exists (
	       select from orders r where r.refresh_of_id = o.refresh_of_id and r.id > o.id)
	on conflict do nothing
	returning id, case_id, member_id
), job as (
	insert into jobs (kind, input)
	select 'orders/refresh', json_build_object('order_id', id) from made
), ended as (
	update orders o
	   set state = 'canceled', cause = null, cancel_reason = 'Tried again'
	  from made m
	 where o.id = $1::bigint and o.state = 'needs_you'
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
select n.case_id, n.member_id, n.id, 'order:' || n.id || ':made', 'autorenew',
       member_name(m) || ': tried again by itself', 'Verify'
  from made n
  join members m on m.id = n.member_id
on conflict do nothing
