-- Every member of the LIVE cases gets an order, as orders/create.sql would make it: an intent and
-- its job, all at once, so that the gate is what they wait for.
with made as (
	insert into orders (case_id, member_id, products, delivery, language, email, client_key,
	                    order_number, created_by)
	select m.case_id, m.id, '{income}', 'link', 'en', m.email, md5('live ' || m.id),
	       'LI-' || upper(md5('live number ' || m.id)), 1
	  from members m
	  join cases c on c.id = m.case_id and c.reference ~ '^LIVE-'
	 order by m.id
	returning id
)
insert into jobs (kind, input)
select 'orders/create', json_build_object('order_id', id) from made;
