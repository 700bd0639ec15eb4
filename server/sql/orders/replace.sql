-- Replaces an order by one with another address: the new intent with its job, and the end of the
-- old one, which keeps its history. Safe to run twice: an order is replaced once. No row where it
-- was replaced before.
-- $1 path.id   $2 form.email   $3 form.phone   $4 form.delivery   $5 form.language
-- $6 form.client_key   $7 made.order_number   $8 user.id   $9 user.offices   $10 user.sees_all
-- $11 user.role
with seen as (
	select o.id, o.case_id, o.member_id, o.provider, o.method, o.products, o.employer_hint,
	       o.company_mapping_id,
	       o.delay_hours,
	       o.intent not in ('sending', 'uncertain') and c.closed_at is null as may
	  from orders o
	  join cases c on c.id = o.case_id
	 where o.id = $1::bigint and (c.office_id = any ($9::bigint[]) or $10::boolean)
	   and case_seen_by(c, $8::bigint, $11::text, $9::bigint[])
), made as (
	insert into orders (case_id, member_id, provider, method, products, delivery, language,
	                    email, phone, employer_hint, company_mapping_id, delay_hours,
	                    client_key, order_number, created_by, replaces_id)
	select s.case_id, s.member_id, s.provider, s.method, s.products, $4, $5, $2, $3,
	       s.employer_hint, s.company_mapping_id, s.delay_hours, $6, $7, $8::bigint, s.id
	  from seen s
	 where s.may
	on conflict do nothing
	returning id, case_id, member_id, products, replaces_id
), job as (
	insert into jobs (kind, input)
	select 'orders/create', json_build_object('order_id', id) from made
), named as (
	update members m
	   set email = coalesce($2, m.email), phone = coalesce($3, m.phone)
	  from made n
	 where m.id = n.member_id
), ended as (
	update orders o
	   set intent = case when o.intent in ('queued', 'rejected', 'needs_review')
	                     then 'withdrawn' else o.intent end,
	       state = case when o.intent in ('queued', 'rejected', 'needs_review')
	                    then 'canceled' else o.state end,
	       cause = case when o.intent in ('queued', 'rejected', 'needs_review')
	                    then null else o.cause end,
	       cancel_asked_at = case when o.intent in ('queued', 'rejected', 'needs_review')
	                                or o.state in ('canceled', 'expired', 'reviewed') then null
	                              else coalesce(o.cancel_asked_at, now()) end,
	       cancel_reason = coalesce(o.cancel_reason, 'Replaced by a new order')
	  from made n
	 where o.id = n.replaces_id
	returning o.id, o.cancel_asked_at
), ending as (
	insert into jobs (kind, input, single)
	select 'orders/cancel', jsonb_build_object('order_id', id), 'cancel:' || id
	  from ended
	 where cancel_asked_at is not null
	on conflict do nothing
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select n.case_id, n.member_id, t.order_id, t.key, t.icon, member_name(m) || t.words, u.name
	  from made n
	  join members m on m.id = n.member_id
	  join users u on u.id = $8::bigint
	 cross join lateral (values
	       (n.id, 'order:' || n.id || ':made', 'send',
	        ': ' || fmt_list(n.products) || ' ordered, in place of order ' || n.replaces_id),
	       (n.replaces_id, 'order:' || n.replaces_id || ':replaced', 'history',
	        ': replaced by order ' || n.id)) t (order_id, key, icon, words)
	on conflict do nothing
)
select id from made
