-- One order for one member: the intent, its job and its line in the timeline, at once. No row: the
-- form was sent before, or no such member.
-- $1 path.id   $2 form.member_id   $3 form.products   $4 form.delivery   $5 form.language
-- $6 form.email   $7 form.phone   $8 form.employer_hint   $9 form.client_key
-- $10 made.order_number   $11 user.id   $12 user.offices   $13 user.sees_all
with made as (
	insert into orders (case_id, member_id, products, delivery, language, email, phone,
		employer_hint, client_key, order_number, created_by)
	select m.case_id, m.id, $3::text[], $4, $5, $6, $7, $8, $9, $10, $11::bigint
	  from members m
	  join cases c on c.id = m.case_id
	 where m.id = $2::bigint and m.case_id = $1::bigint and c.closed_at is null
	   and (c.office_id = any ($12::bigint[]) or $13::boolean)
	on conflict (client_key) do nothing
	returning id, case_id, member_id, products
), job as (
	insert into jobs (kind, input) select 'orders/create', json_build_object('order_id', id)
		from made
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select o.case_id, o.member_id, o.id, 'order:' || o.id || ':made', 'send',
	       member_name(m) || ': ' || fmt_list(o.products) || ' ordered', u.name
	  from made o
	  join members m on m.id = o.member_id
	  join users u on u.id = $11::bigint
)
select id from made
