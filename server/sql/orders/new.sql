-- The form for one member's order, filled from what is known; and open orders to use instead.
-- $1 path.id   $2 query.member   $3 form.member_id   $4 form.products   $5 form.delivery
-- $6 form.language   $7 form.client_key   $8 user.offices   $9 user.sees_all
-- Without a member: the first of the household who has something to verify.
with asked as (
	select m.id, m.case_id, m.language, m.email, m.phone, c.reference, called.name,
	       coalesce($6, m.language) as chosen,
	       coalesce($5, case when m.email is null and m.phone is null then 'in_person'
	                         else 'truv' end) as delivery,
	       case when $7::text is not null then coalesce($4::text[], '{}')
	            else coalesce(usual.products, '{income}') end as wanted
	  from cases c
	  join members m on m.case_id = c.id
	 cross join lateral (
	       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
	                                     else '' end as name) called
	 cross join lateral (
	       select array_agg(distinct d) as products
	         from case_programs cp
	         join programs p on p.id = cp.program_id
	        cross join unnest(p.default_products) d
	        where cp.case_id = c.id) usual
	 where c.id = $1::bigint and (c.office_id = any ($8::bigint[]) or $9::boolean)
	   and c.closed_at is null
	   and m.id = coalesce($3::bigint, $2::bigint,
	                       (select f.id
	                          from members f
	                         where f.case_id = c.id and f.has_income
	                         order by f.position
	                         limit 1))
),
-- An order that can no longer be used is not offered.
open_orders as (
	select o.id, fmt_list(o.products) as what, s.word as state_word, s.look as state_look,
	       s.icon as state_icon, fmt_age(o.state_at) as age
	  from asked a
	  join orders o on o.member_id = a.id and o.products && a.wanted
	  join order_states s on s.state = o.state and s.is_open
	  left join causes z on z.cause = o.cause
	 where coalesce(z.action, '') not in ('replace', 'other_source', 'ask_admin')
)
select a.case_id, a.reference, a.id as member_id, a.name, 'Verify ' || a.name as title,
       a.language as lang, a.email, fmt_phone(a.phone) as phone,
       coalesce($7, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       'income' = any (a.wanted) as wants_income, 'assets' = any (a.wanted) as wants_assets,
       'employment' = any (a.wanted) as wants_employment,
       a.delivery = 'truv' as is_truv, a.delivery = 'in_person' as is_in_person,
       a.delivery = 'link' as is_link,
       (select json_agg(json_build_object('code', l.code, 'word', l.word, 'own_word', l.own_word,
                                          'is_chosen', l.code = a.chosen)
                        order by l.code <> 'en', l.word)
          from languages l) as languages,
       exists (select from open_orders) as has_open_order,
       (select coalesce(json_agg(json_build_object(
                   'id', id, 'what', what, 'age', age, 'state_word', state_word,
                   'state_look', state_look, 'state_icon', state_icon) order by id desc), '[]')
          from open_orders) as open_orders
  from asked a
