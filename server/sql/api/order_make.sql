-- Orders for one person of an open case, once for each key; the intent, its job and its line, as
-- orders/household makes them. Runs after milestones/lock. became: made, again (this request made
-- it before), open (an open order asks for that already), address (nothing to send it to), member
-- (no such person). No row: no such case.
-- $1 path.reference   $2 form.member   $3 form.products   $4 form.delivery   $5 form.language
-- $6 form.employer   $7 answer.order_key   $8 user.offices   $9 user.sees_all   $10 user.name
-- $11 user.id   $12 user.role
with the_case as (
	select c.id
	  from cases c
	 where c.reference = $1 and c.closed_at is null
	   and (c.office_id = any ($8::bigint[]) or $9::boolean)
	   and case_seen_by(c, $11::bigint, $12::text, $8::bigint[])
), asked as (
	select m.case_id, m.id as member_id, coalesce($5, m.language) as language, m.email, m.phone,
	       coalesce($4, case when coalesce(m.email, m.phone) is null then 'link'
	                         else 'truv' end) as delivery
	  from the_case c
	  join members m on m.case_id = c.id and member_handle(m) = $2
), judged as (
	select a.case_id, a.member_id, a.language, a.delivery, a.email, a.phone,
	       coalesce(k.id, w.id) as known_id,
	       case when k.id is not null then 'again' when w.id is not null then 'open'
	            when a.delivery in ('truv', 'agency') and coalesce(a.email, a.phone) is null
	            then 'address' else 'made' end as became
	  from asked a
	  left join orders k on k.client_key = $7
	  left join lateral (
	       select max(o.id) as id
	         from orders o
	         join order_states s on s.state = o.state and s.is_open
	        where o.member_id = a.member_id and o.products && $3::text[]) w on true
), made as (
	insert into orders (case_id, member_id, products, delivery, language, email, phone,
	                    employer_hint, client_key, order_number)
	select j.case_id, j.member_id, $3::text[], j.delivery, j.language, j.email, j.phone, $6, $7,
	       new_order_number()
	  from judged j
	 where j.became = 'made'
	on conflict (client_key) do nothing
	returning id, case_id, member_id, products
), job as (
	insert into jobs (kind, input)
	select 'orders/create', json_build_object('order_id', id) from made
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select o.case_id, o.member_id, o.id, 'order:' || o.id || ':made', 'send',
	       member_name(m) || ': ' || fmt_list(o.products) || ' ordered', $10
	  from made o
	  join members m on m.id = o.member_id
	on conflict do nothing
)
select coalesce(j.became, 'member') as became, coalesce(n.id, j.known_id)::text as id
  from the_case c
  left join judged j on true
  left join made n on true
