-- The form for one member's order, filled from what is known; and open orders to use instead.
-- $1 path.id   $2 query.member   $3 form.member_id   $4 form.products   $5 form.delivery
-- $6 form.language   $7 form.client_key
-- $8 user.offices   $9 user.sees_all
with asked as (
	select m.id, m.case_id, m.language, m.email, m.phone, c.reference, member_name(m) as name,
	       $7::text is not null as is_again,
	       coalesce(case when $7::text is not null then coalesce($4::text[], '{}') end,
	                (select array_agg(distinct d order by d)
	                   from case_programs cp
	                   join programs p on p.id = cp.program_id, unnest(p.default_products) d
	                  where cp.case_id = c.id),
	                '{income}') as wanted,
	       coalesce($5, case when m.email is null and m.phone is null then 'in_person'
	           else 'truv' end) as delivery,
	       coalesce($6, m.language) as lang
	  from cases c
	  join members m on m.case_id = c.id
	 where c.id = $1::bigint and (c.office_id = any ($8::bigint[]) or $9::boolean)
	     and c.closed_at is null
	   and m.id = coalesce($3::bigint, $2::bigint,
	                       (select f.id from members f where f.case_id = c.id and f.has_income
	                           order by f.position limit 1))
)
select a.case_id, a.reference, a.id as member_id, a.name, 'Verify ' || a.name as title,
       a.language as lang, a.is_again, a.email, fmt_phone(a.phone) as phone,
       s.open_orders <> '[]' as has_open_order, s.open_orders,
       coalesce($7, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       (select json_agg(json_build_object('code', p.code, 'word', p.word, 'hint', p.hint,
           'is_checked', p.code = any (a.wanted)) order by p.n)
          from (values (1, 'income', 'Income',
              'Pay, hours and checks of every job the client connects'),
                       (2, 'employment', 'Employment', 'Employer, position and dates, without pay'),
                       (3, 'assets', 'Assets', 'Bank accounts with balances and transactions')) p (n, code, word, hint)) as products,
       (select json_agg(json_build_object('code', d.code, 'word', d.word, 'hint', d.hint,
           'is_checked', d.code = a.delivery) order by d.n)
          from (values (1, 'truv', 'Truv sends the link',
              'By e-mail, text or both, at once. Needs an address or a number below.'),
                       (2, 'in_person', 'In person',
                           'The client is here: show or print a code. Nothing is sent.'),
                       (3, 'link', 'A link to hand on',
                           'Read it out or paste it yourself. Nothing is sent.')) d (n, code, word,
                           hint)) as deliveries,
       (select json_agg(json_build_object('code', l.code, 'word', l.word, 'own_word', l.own_word,
           'is_chosen', l.code = a.lang)
                        order by l.code <> 'en', l.word)
          from languages l) as languages
  from asked a
 cross join lateral (
	select coalesce(jsonb_agg(x), '[]') as open_orders
	  from (select o.id, fmt_list(o.products) as what, w.word as state_word, w.look as state_look,
	      w.icon as state_icon, fmt_age(o.state_at) as age
	          from orders o
	          join order_states w on w.state = o.state
	          left join causes z on z.cause = o.cause
	         where o.member_id = a.id and w.is_open and o.products && a.wanted
	           and coalesce(z.action, '') not in ('replace', 'other_source', 'ask_admin')
	         order by o.id desc) x) s
