-- The list of cases, fifty to a page: due day first, then what broke. Also what the search in the header opens.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 query.q   $5 query.state   $6 query.mine   $7 query.page
with asked as (
	select btrim(coalesce(left($4::text, 80), '')) as q, coalesce($6::text, '') = '1' as is_mine,
	       coalesce((select v from unnest('{all,open,you,ready,client,connecting,reading,waiting,moving,none,closed}'::text[]) v
	                  where v = $5::text), case when btrim($4::text) <> '' then 'all' else 'open' end) as state,
	       case when $7::text ~ '^[1-9][0-9]{0,3}$' then $7::text::integer else 1 end as page
), views as (
	select v.view, v.word, v.states, v.place
	  from (values (0, 'all', 'All', null::text[]), (1, 'open', 'Open', null), (2, 'you', 'Needs you', '{needs_fix,needs_you}'),
	               (3, 'ready', 'Ready to review', '{ready}'), (4, 'client', 'With the client', '{waiting,connecting,reading}'),
	               (5, 'moving', 'Sending or checking', '{sending,checking}'), (6, 'none', 'No open order', null),
	               (7, 'closed', 'Closed', null), (8, 'connecting', 'Connecting', '{connecting}'),
	               (9, 'reading', 'Reading data', '{reading}'), (10, 'waiting', 'Waiting for client', '{waiting}'))
	       as v (place, view, word, states)
), found as (
	select c.id, c.reference, c.closed_at, c.created_at, c.worker_id, f.name as office,
	       (select coalesce(array_agg(o.state), '{}') from orders o join order_states s on s.state = o.state
	         where o.case_id = c.id and s.is_open) as states,
	       (select min(p.due_on) from case_programs p where p.case_id = c.id) as due_on
	  from asked
	  join cases c on c.office_id = any ($2::bigint[]) or $3::boolean
	  join offices f on f.id = c.office_id
	 where (not asked.is_mine or c.worker_id is null or c.worker_id = $1::bigint)
	   and (asked.q = '' or finds(c.reference, asked.q)
	        or exists (select from members m
	                    where m.case_id = c.id
	                      and finds(concat_ws(' ', m.native_name, m.first_name, m.last_name, m.phone, c.reference), asked.q)))
), placed as (
	select found.*, v.view
	  from found
	  join views v on case v.view when 'all' then true
	                              when 'closed' then found.closed_at is not null
	                              when 'open' then found.closed_at is null
	                              when 'none' then found.closed_at is null and found.states = '{}'
	                              else found.closed_at is null and found.states && v.states end
), shown as (
	-- With each case the one order to look at first: of the states asked for, or else whatever is most urgent.
	select p.id, p.reference, p.office, p.due_on, p.closed_at, p.created_at, p.worker_id, l.order_id, l.member_id,
	       l.state_word, l.state_look, l.state_icon, l.state_at, l.next_step, l.products, cardinality(p.states) as open_orders,
	       row_number() over (order by p.closed_at desc nulls first, p.due_on, l.rank, p.id) as place
	  from asked
	  join placed p on p.view = asked.state
	  join views v on v.view = asked.state
	  left join lateral (
	       select o.id as order_id, o.member_id, s.word as state_word, s.look as state_look, s.icon as state_icon, s.rank,
	              o.state_at, order_next(o) as next_step, o.products
	         from orders o
	         join order_states s on s.state = o.state
	        where o.case_id = p.id and (v.states is null or o.state = any (v.states))
	        order by s.rank, o.state_at
	        limit 1) l on true
), counts as (
	select (select count(*) from shown) as total, (asked.page - 1) * 50 as skipped
	  from asked
)
select 'Cases' as title, asked.q, asked.is_mine,
       case asked.state when 'closed' then 'Cases: ' || k.total || ' closed'
                        when 'open' then 'Cases: ' || k.total || ' open'
                        when 'all' then 'Cases: ' || k.total || case when asked.q <> '' then ' found' else ' in all' end
                        else v.word || ': ' || k.total || case when k.total = 1 then ' case' else ' cases' end end as heading,
       case when n.late > 0 then n.late || ' due today or late' else 'None is due today' end as due_line,
       asked.q <> '' as is_search, asked.q <> '' or asked.is_mine or asked.state <> 'open' as is_filtered,
       (select coalesce(json_agg(x), '[]') from (
               select w.word, w.view as value, w.view = asked.state as is_current,
                      '/cases?state=' || w.view || case when asked.is_mine then '&mine=1' else '' end
                      || case when asked.q <> '' then '&q=' || fmt_url(asked.q) else '' end as href,
                      (select count(*) from placed p where p.view = w.view) as count
                 from views w
                where w.place <= 7 or w.view = asked.state
                order by w.place) x) as views,
       (select coalesce(json_agg(x), '[]') from (
               select s.id::text, s.reference, s.office, m.native_name, m.first_name || ' ' || m.last_name as latin_name, m.language,
                      coalesce((select string_agg(g.name, ', ' order by g.name) from case_programs p join programs g on g.id = p.program_id
                                 where p.case_id = s.id), 'No program') as programs,
                      s.state_word, s.state_look, s.state_icon, s.order_id is not null as has_order,
                      case when s.open_orders > 1 then s.open_orders - 1 || ' more open' end as more,
                      coalesce(fmt_age(s.state_at), fmt_age(s.created_at)) as age,
                      coalesce(fmt_iso(s.state_at), fmt_iso(s.created_at)) as age_at,
                      case when s.closed_at is not null then 'Closed ' || fmt_day(s.closed_at)
                           else coalesce(s.next_step, 'Nothing. Order verification') end as next_step,
                      coalesce(u.name, 'Nobody yet') as worker,
                      coalesce(fmt_day(s.due_on), 'No due day') as due,
                      case when s.closed_at is null and s.due_on <= current_date then fmt_days_left(s.due_on) end as due_soon,
                      case when s.closed_at is null and s.due_on > current_date then fmt_days_left(s.due_on) end as due_later
                 from shown s
                 join lateral (select a.* from members a where a.case_id = s.id
                                order by a.id = s.member_id desc nulls last, a.position limit 1) m on true
                 left join users u on u.id = s.worker_id
                where s.place > k.skipped and s.place <= k.skipped + 50
                order by s.place) x) as cases,
       case when k.total > 0 then least(k.skipped + 1, k.total) || ' to ' || least(k.skipped + 50, k.total) || ' of ' || k.total
            else 'None of none' end as extent,
       case when k.total > k.skipped + 50 then link.href || '&page=' || asked.page + 1 end as next_href,
       case when asked.page > 1 then link.href || '&page=' || asked.page - 1 end as back_href
  from asked
  join views v on v.view = asked.state,
       counts k,
       lateral (select count(*) as late from shown s where s.closed_at is null and s.due_on <= current_date) n,
       lateral (select '/cases?state=' || asked.state || case when asked.is_mine then '&mine=1' else '' end
                       || case when asked.q <> '' then '&q=' || fmt_url(asked.q) else '' end as href) link
