-- What reading an order's connections again would do: which of them, how likely it is to work, how
-- often it may be done today, that it is billed. Also where it cannot be done, to say why.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.product   $5 form.connection
-- $6 form.client_key   $7 form.is_billed   $8 user.id   $9 user.role
with o as (
	select f.id, f.case_id, f.products, f.state, v.word as provider, v.again_rule, v.again_how,
	       v.refresh_days, c.reference, c.closed_at, m.language,
	       called.name, r.connection_days, r.doubtful_days,
	       coalesce($4, case when 'income' = any (f.products) then 'income'
	                         else f.products[1] end) as product
	  from orders o
	  join orders f on f.id = case when o.refresh_of_id is null then o.id else o.refresh_of_id end
	  join cases c on c.id = f.case_id
	  join members m on m.id = f.member_id
	  join providers v on v.provider = f.provider
	 cross join renewal_rules r
	 cross join lateral (
	       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
	                                     else '' end as name) called
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $8::bigint, $9::text, $2::bigint[])
), before as (
	select p.id, p.refresh_outcome, p.settled_at, p.state
	  from o
	  join orders p on p.refresh_of_id = o.id
	 order by p.id desc
	 limit 1
), links as (
	select r.id, r.link_id, r.name, o.connection_days, o.doubtful_days, o.refresh_days,
	       least(r.read_at, coalesce(b.settled_at, r.read_at)) as made_at,
	       greatest(r.read_at, case when b.refresh_outcome in ('unchanged', 'changed')
	                                then b.settled_at end) as read_at,
	       current_date - r.read_at::date as days, b.refresh_outcome in ('signin', 'refused')
	       as was_refused
	  from o
	 cross join lateral refresh_reads(o.id, o.product, '{}') r
	  left join before b on true
), shown as (
	select l.id::text, l.name, l.id::text is not distinct from $5 as is_chosen,
	       fmt_date(l.read_at) as read_at,
	       case when l.refresh_days is null then t.times || ' of 3'
	            else fmt_date(l.made_at + make_interval(days => l.refresh_days)) end as times,
	       case when l.refresh_days is null then fmt_when(t.next_at) end as next_at,
	       case when l.refresh_days is not null
	            then case when l.made_at < now() - make_interval(days => l.refresh_days)
	                      then 'Too old' else 'Likely to work' end
	            when l.was_refused then 'Not likely to work'
	            when l.days > l.connection_days then 'Not likely to work'
	            when l.days > l.doubtful_days then 'May work'
	            else 'Likely to work' end as hint,
	       case when l.refresh_days is not null
	            then 'The employer is asked again; nobody has to sign in.'
	            when l.was_refused
	            then 'Last time the sign-in was refused. A new link is surer.'
	            when l.days > l.connection_days
	            then 'Made ' || l.days || ' days ago; a connection usually lasts '
	                 || l.connection_days || '. A new link is surer.'
	            else 'Made ' || case l.days when 0 then 'today' when 1 then 'yesterday'
	                                        else l.days || ' days ago' end
	                 || '; a connection usually lasts ' || l.connection_days || ' days.'
	            end as why
	  from links l
	 cross join lateral refresh_left(array[l.link_id]) t
), under_way as (
	select p.id from o join orders p on p.refresh_of_id = o.id and p.refresh_outcome is null
), open as (
	select o.closed_at is null and o.state <> 'canceled' and exists (select from links)
	       and not exists (select from under_way) as can
	  from o
)
select o.id, o.case_id, o.reference, o.name, o.language, n.can, o.provider,
       o.again_rule as rule, o.again_how as how,
       case when o.refresh_days is null then 'Left today' else 'Until' end as left_word,
       case when n.can then null
            when o.closed_at is not null then 'The case is closed.'
            when o.state = 'canceled' then 'The order was canceled.'
            when exists (select from under_way) then 'It is being read again already.'
            else 'Nothing of this order was ever read.' end as bar,
       (select u.id from under_way u limit 1) as under_way,
       coalesce($6, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32))
       as client_key,
       coalesce($7 in ('1', 'true'), false) as is_billed,
       (select coalesce(json_agg(json_build_object('value', p.product, 'word', p.word,
                                                   'is_chosen', p.product = o.product)
                                 order by p.place), '[]')
          from (values (1, 'income', 'Income and employment'), (2, 'employment', 'Employment only'),
                       (3, 'assets', 'Assets')) p (place, product, word)
         where p.product = any (o.products)
            or (p.product = 'employment' and 'income' = any (o.products))) as products,
       (select coalesce(json_agg(x), '[]') from shown x) as connections
  from o
 cross join open n
