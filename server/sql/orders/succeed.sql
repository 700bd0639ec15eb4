-- The order that goes on where another found nothing: the new intent with its job, the consent that
-- was given for it, and the end of the old one. Never without the consent that a program wants.
-- Safe to run twice: an order is followed once. No row where it may not be.
-- $1 path.id   $2 form.way   $3 form.employer   $4 form.delivery   $5 form.language
-- $6 form.client_key   $7 made.order_number   $8 form.consent_how   $9 form.consent_on
-- $10 user.id   $11 user.offices   $12 user.sees_all   $13 user.role
-- No way said: by itself, in the usual one.
with seen as (
	select o.id, o.case_id, o.member_id, o.language, o.email, o.phone, o.employer_hint, o.provider,
	       z.title
	  from orders o
	  join cases c on c.id = o.case_id
	  join causes z on z.cause = o.cause
	 where o.id = $1::bigint and (c.office_id = any ($11::bigint[]) or $12::boolean)
	   and case_seen_by(c, $10::bigint, $13::text, $11::bigint[])
	   and may_succeed(o)
), wanted as (
	select s.id, s.case_id, s.member_id, s.email, s.phone, s.provider as was, s.title,
	       coalesce($5, s.language) as language, coalesce($3, s.employer_hint) as employer_hint,
	       k.provider, k.provider_word, k.method, k.products, k.needs_client
	  from seen s
	  join orders o on o.id = s.id
	 cross join lateral source_choices(o) k
	 where case when $2::text is null then k.is_usual and k.starts
	            else k.provider || ':' || k.method = $2 end
	   and (k.has_consent or $8::text is not null or not k.needs_consent)
	   and (not k.needs_employer or coalesce($3, s.employer_hint) is not null)
), agreed as (
	insert into consents (case_id, member_id, provider, how, given_on, noted_by)
	select w.case_id, w.member_id, w.provider, $8, coalesce($9::date, current_date), $10::bigint
	  from wanted w
	 where $8::text is not null and w.provider <> w.was
), made as (
	insert into orders (case_id, member_id, provider, method, products, delivery, language, email,
	                    phone, employer_hint, client_key, order_number, created_by, replaces_id)
	select w.case_id, w.member_id, w.provider, w.method, w.products,
	       case when w.needs_client then coalesce($4, 'in_person') else 'link' end, w.language,
	       w.email, w.phone, w.employer_hint, coalesce($6, 'succession-of-order-' || w.id), $7,
	       $10::bigint, w.id
	  from wanted w
	on conflict do nothing
	returning id, case_id, member_id, products, replaces_id
), job as (
	insert into jobs (kind, input)
	select 'orders/create', json_build_object('order_id', id) from made
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
	       cancel_reason = coalesce(o.cancel_reason, 'Another source is asked')
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
	select n.case_id, n.member_id, t.order_id, t.key, t.icon, left(member_name(m) || t.words, 400),
	       coalesce(u.name, 'Verify')
	  from made n
	  join wanted w on w.id = n.replaces_id
	  join members m on m.id = n.member_id
	  left join users u on u.id = $10::bigint
	 cross join lateral (values
	       (n.id, 'order:' || n.id || ':made', 'send',
	        ': ' || w.provider_word || ' is asked for ' || fmt_list(n.products)
	        || ', because of order ' || n.replaces_id || ': ' || w.title),
	       (n.replaces_id, 'order:' || n.replaces_id || ':replaced', 'history',
	        ': ' || w.provider_word || ' goes on, as order ' || n.id))
	       t (order_id, key, icon, words)
	on conflict do nothing
)
select id from made
