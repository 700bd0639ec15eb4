-- The orders of a household, one for each row: the intents, their jobs and their lines in the
-- timeline, at once. Safe to run twice: a row makes one order. Runs after orders/household_lock.
-- $1 path.id   $2 wanted   $3 user.id   $4 user.role   $5 user.offices   $6 user.sees_all
-- A row may put right an order that was refused, fixes_id, instead of making one. What became of
-- it: made, again (the same form before), open (an order its page did not show asks for that
-- already, seen_id being the newest it showed), same (what was refused has not been changed).
with asked as (
	select m.id as member_id, m.case_id, r.products, r.delivery, r.language, r.email, r.phone,
	       coalesce(e.name, r.employer_hint) as employer_hint, e.mapping_id, r.client_key,
	       r.order_number, r.fixes_id, coalesce(r.seen_id, 0) as seen_id
	  from jsonb_to_recordset($2::jsonb) as r (member_id bigint, products text[], delivery text,
	       language text, email text, phone text, employer_hint text, company_mapping_id text,
	       client_key text, order_number text, fixes_id bigint, seen_id bigint)
	  join members m on m.id = r.member_id and m.case_id = $1::bigint
	  join cases c on c.id = m.case_id and c.closed_at is null
	  left join employers e on e.mapping_id = r.company_mapping_id
	 where (c.office_id = any ($5::bigint[]) or $6::boolean)
	   and case_seen_by(c, $3::bigint, $4::text, $5::bigint[])
), judged as (
	select a.member_id, a.case_id, a.products, a.delivery, a.language, a.email, a.phone,
	       a.employer_hint, a.mapping_id, a.client_key, a.order_number, f.id as fixes_id,
	       case when f.state = 'needs_fix'
	            then case when (f.problems ? 'email' and f.email is not distinct from a.email)
	                        or (f.problems ? 'phone' and f.phone is not distinct from a.phone)
	                      then 'same' else 'fixed' end
	            when f.id is not null or k.id is not null then 'again'
	            when exists (
	                 select from orders o
	                   join order_states s on s.state = o.state and s.is_open
	                  where o.member_id = a.member_id and o.products && a.products
	                    and o.id > a.seen_id)
	            then 'open' else 'made' end as became,
	       coalesce(f.id, k.id) as known_id
	  from asked a
	  left join orders f on f.id = a.fixes_id and f.member_id = a.member_id
	  left join orders k on k.client_key = a.client_key
), made as (
	insert into orders (case_id, member_id, products, delivery, language, email, phone,
	                    employer_hint, company_mapping_id, delay_hours, client_key, order_number,
	                    created_by)
	select j.case_id, j.member_id, j.products, j.delivery, j.language, j.email, j.phone,
	       j.employer_hint, j.mapping_id,
	       case when $4 = 'agent' and j.delivery in ('truv', 'agency') then 1 else 0 end,
	       j.client_key, j.order_number, $3::bigint
	  from judged j
	 where j.became = 'made'
	on conflict (client_key) do nothing
	returning id, case_id, member_id, products
), fixed as (
	update orders o
	   set products = j.products, delivery = j.delivery, language = j.language, email = j.email,
	       phone = j.phone, employer_hint = j.employer_hint, company_mapping_id = j.mapping_id,
	       intent = 'queued', state = 'sending', cause = null, problems = '{}'
	  from judged j
	 where j.became = 'fixed' and o.id = j.fixes_id and o.intent = 'rejected'
	returning o.id, o.case_id, o.member_id, o.products
), going as (
	select id, case_id, member_id, ': ' || fmt_list(products) || ' ordered' as words,
	       'send' as icon, 'order:' || id || ':made' as key
	  from made
	union all
	select id, case_id, member_id, ': order corrected', 'edit',
	       'order:' || id || ':corrected:'
	       || (select count(*) from order_attempts a where a.order_id = fixed.id)
	  from fixed
), job as (
	insert into jobs (kind, input)
	select 'orders/create', json_build_object('order_id', id) from going
), reached as (
	-- What the client just told us is kept for the next time.
	update members m
	   set email = coalesce(m.email, j.email), phone = coalesce(m.phone, j.phone)
	  from judged j
	 where m.id = j.member_id and j.became in ('made', 'fixed')
	   and ((m.email is null and j.email is not null) or (m.phone is null and j.phone is not null))
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select g.case_id, g.member_id, g.id, g.key, g.icon, member_name(m) || g.words, u.name
	  from going g
	  join members m on m.id = g.member_id
	  join users u on u.id = $3::bigint
	on conflict do nothing
)
select j.member_id, j.became, coalesce(j.known_id, n.id) as id
  from judged j
  left join made n on n.member_id = j.member_id
 order by j.member_id
