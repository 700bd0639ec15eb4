-- One refresh of an order, of all its connections or of one, with its job; or why there is none.
-- The same form again gives the refresh it made.
-- $1 path.id   $2 form.product   $3 form.connection   $4 form.client_key   $5 user.id
-- $6 user.offices   $7 user.sees_all   $8 user.role
with seen as (
	select f.id, f.case_id, f.member_id, f.state, f.upstream_id, f.language, c.closed_at,
	       f.provider, f.method, p.word, p.refresh_days, p.refresh_one,
	       case when $3::bigint is null then '{}' else array[$3::bigint] end as chosen,
	       $2 = any (f.products) or ($2 = 'employment' and 'income' = any (f.products)) as fits,
	       (select k.id from orders k where k.client_key = $4) as known_id
	  from orders o
	  join orders f on f.id = coalesce(o.refresh_of_id, o.id)
	  join cases c on c.id = f.case_id
	  join providers p on p.provider = f.provider
	 where o.id = $1::bigint and (c.office_id = any ($6::bigint[]) or $7::boolean)
	   and case_seen_by(c, $5::bigint, $8::text, $6::bigint[])
), links as (
	select count(r.id) as n, array_agg(r.link_id) as ids, min(r.read_at) as read_at
	  from seen s, refresh_reads(s.id, $2, s.chosen) r
), judged as (
	select s.id, s.known_id,
	       case when s.known_id is not null then null
	            when s.closed_at is not null then 'The case is closed. Nothing is asked for it'
	            when s.state = 'canceled' then 'The order was canceled. Order verification again'
	            when not s.fits or l.n = 0 or s.upstream_id is null
	            then 'Choose something else: nothing of this was ever read'
	            when s.refresh_one and l.n > 1
	            then 'Choose one employer: ' || s.word || ' reads one at a time'
	            when l.read_at < now() - s.refresh_days * span(interval '1 day')
	            then 'Order verification again: ' || s.word || ' reads again for '
	                 || s.refresh_days || ' days, and this is older'
	            when exists (select from orders r
	                          where r.refresh_of_id = s.id and r.refresh_outcome is null)
	            then 'Wait: it is being read again already'
	            when f.times <= 0
	            then 'Wait until ' || fmt_when(f.next_at)
	                 || ': it was read three times in 24 hours, and ' || s.word || ' takes no more'
	            end as refusal
	  from seen s
	 cross join links l
	 cross join lateral refresh_left(l.ids) f
), made as (
	insert into orders (case_id, member_id, products, delivery, language, client_key,
	                    order_number, created_by, refresh_of_id, refresh_connections, provider,
	                    method)
	select s.case_id, s.member_id, array[$2], 'link', s.language, $4, new_order_number(),
	       $5::bigint, s.id, s.chosen, s.provider, s.method
	  from seen s
	  join judged j on j.id = s.id and j.refusal is null and j.known_id is null
	on conflict do nothing
	returning id, case_id, member_id
), job as (
	insert into jobs (kind, input)
	select 'orders/refresh', json_build_object('order_id', id) from made
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select n.case_id, n.member_id, n.id, 'order:' || n.id || ':made', 'autorenew',
	       member_name(m) || ': to be read again, billed', u.name
	  from made n
	  join members m on m.id = n.member_id
	  join users u on u.id = $5::bigint
	on conflict do nothing
)
select coalesce(n.id, j.known_id) as id,
       case when coalesce(n.id, j.known_id) is null
            then coalesce(j.refusal, 'Wait: it is being read again already') end as refusal
  from judged j
  left join made n on true
