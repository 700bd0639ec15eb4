-- The list of cases, fifty to a page: due day first, then what broke. The header's search too.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 query.q
-- $5 query.state   $6 query.mine   $7 query.page
with views (place, view, word, states) as (
	values (0, 'all', 'All', null::text[]),
	       (1, 'open', 'Open', null),
	       (2, 'you', 'Needs you', '{needs_fix,needs_you}'),
	       (3, 'ready', 'Ready to review', '{ready}'),
	       (4, 'client', 'With the client', '{waiting,connecting,reading}'),
	       (5, 'moving', 'Sending or checking', '{sending,checking}'),
	       (6, 'none', 'No open order', null),
	       (7, 'closed', 'Closed', null),
	       (8, 'connecting', 'Connecting', '{connecting}'),
	       (9, 'reading', 'Reading data', '{reading}'),
	       (10, 'waiting', 'Waiting for client', '{waiting}')
), typed as (
	select btrim(coalesce(left($4::text, 80), '')) as q, coalesce($6::text, '') = '1' as is_mine,
	       case when $7::text ~ '^[1-9][0-9]{0,3}$' then $7::text::integer else 1 end as page
), asked as (
	-- A search goes through closed cases as well, until a state is chosen.
	select t.q, t.is_mine, t.page, v.view, v.word, v.states,
	       case when t.is_mine then '&mine=1' else '' end
	         || case when t.q <> '' then '&q=' || fmt_url(t.q) else '' end as filters
	  from typed t
	  join views v on v.view = coalesce((select w.view from views w where w.view = $5::text),
	                                    case when t.q <> '' then 'all' else 'open' end)
), found as materialized (
	-- Once for each case, however many views count it. order_id: the one order to look at first, of
	-- the states asked for, or the most urgent.
	select c.id, c.reference, c.closed_at, c.created_at, c.worker_id, f.name as office,
	       l.states, l.order_id, l.rank,
	       (select min(p.due_on) from case_programs p where p.case_id = c.id) as due_on
	  from asked
	  join cases c on c.office_id = any ($2::bigint[]) or $3::boolean
	  join offices f on f.id = c.office_id
	 cross join lateral (
	       select coalesce(array_agg(o.state) filter (where s.is_open), '{}') as states,
	              (array_agg(o.id order by s.rank, o.state_at) filter (where w.is_wanted))[1]
	                as order_id,
	              min(s.rank) filter (where w.is_wanted) as rank
	         from orders o
	         join order_states s on s.state = o.state
	        cross join lateral (
	              select asked.states is null or o.state = any (asked.states) as is_wanted) w
	        where o.case_id = c.id) l
	 where (not asked.is_mine or c.worker_id is null or c.worker_id = $1::bigint)
	   and (asked.q = '' or finds(c.reference, asked.q)
	        or exists (select from members m
	                    where m.case_id = c.id
	                      and finds(concat_ws(' ', m.native_name, m.first_name, m.last_name,
	                                          m.phone, c.reference), asked.q)))
), placed as (
	select f.id, f.reference, f.office, f.due_on, f.closed_at, f.created_at, f.worker_id,
	       f.order_id, f.rank, cardinality(f.states) as open_orders, v.view
	  from found f
	  join views v on case v.view when 'all' then true
	                              when 'closed' then f.closed_at is not null
	                              when 'open' then f.closed_at is null
	                              when 'none' then f.closed_at is null and f.states = '{}'
	                              else f.closed_at is null and f.states && v.states end
), shown as (
	select p.id, p.reference, p.office, p.due_on, p.closed_at, p.created_at, p.worker_id,
	       p.open_orders, p.order_id,
	       row_number() over (order by p.closed_at desc nulls first, p.due_on, p.rank, p.id)
	         as place
	  from asked
	  join placed p on p.view = asked.view
), counts as (
	select count(*) as total,
	       count(*) filter (where closed_at is null and due_on <= current_date) as late
	  from shown
), here as materialized (
	-- Fifty of them: only for these the order and its member are read.
	select s.id, s.reference, s.office, s.due_on, s.closed_at, s.created_at, s.worker_id,
	       s.open_orders, s.place, s.order_id, o.state_at,
	       case when o.id is not null then order_next(o) end as next_step,
	       st.word as state_word, st.look as state_look, st.icon as state_icon,
	       coalesce(o.member_id, (select a.id
	                                from members a
	                               where a.case_id = s.id
	                               order by a.position
	                               limit 1)) as member_id
	  from asked
	  join shown s on s.place > (asked.page - 1) * 50 and s.place <= asked.page * 50
	  left join orders o on o.id = s.order_id
	  left join order_states st on st.state = o.state
), page as (
	select s.id::text, s.reference, s.office, m.native_name, m.language, member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else coalesce(m.first_name || ' ' || m.last_name, 'Nobody named yet')
	            end as latin_name,
	       coalesce((select string_agg(g.name, ', ' order by g.name)
	                   from case_programs p
	                   join programs g on g.id = p.program_id
	                  where p.case_id = s.id), 'No program') as programs,
	       s.order_id is not null as has_order,
	       coalesce(s.state_word, 'No order yet') as state_word, s.state_look, s.state_icon,
	       case when s.open_orders > 1 then s.open_orders - 1 || ' more open' end as more,
	       fmt_age(coalesce(s.state_at, s.created_at)) as age,
	       fmt_iso(coalesce(s.state_at, s.created_at)) as age_at,
	       case when s.closed_at is not null then 'Closed ' || fmt_day(s.closed_at)
	            else coalesce(s.next_step, 'Nothing. Order verification') end as next_step,
	       coalesce(u.name, 'Nobody yet') as worker,
	       coalesce(fmt_day(s.due_on), 'No due day') as due,
	       case when s.closed_at is null and s.due_on <= current_date
	            then fmt_days_left(s.due_on) end as due_soon,
	       case when s.closed_at is null and s.due_on > current_date
	            then fmt_days_left(s.due_on) end as due_later
	  from here s
	  left join members m on m.id = s.member_id
	  left join users u on u.id = s.worker_id
	 order by s.place
)
select 'Cases' as title, asked.q, asked.is_mine,
       case asked.view when 'closed' then 'Cases: ' || k.total || ' closed'
                       when 'open' then 'Cases: ' || k.total || ' open'
                       when 'all' then 'Cases: ' || k.total
                                       || case when asked.q <> '' then ' found' else ' in all' end
                       else asked.word || ': ' || k.total
                            || case when k.total = 1 then ' case' else ' cases' end end as heading,
       case when k.late > 0 then k.late || ' due today or late' else 'None is due today' end
         as due_line,
       asked.q <> '' as is_search,
       asked.q <> '' or asked.is_mine or asked.view <> 'open' as is_filtered,
       (select coalesce(json_agg(x), '[]') from (
               select w.word, w.view as value, w.view = asked.view as is_current,
                      '/cases?state=' || w.view || asked.filters as href,
                      (select count(*) from placed p where p.view = w.view) as count
                 from views w
                where w.place <= 7 or w.view = asked.view
                order by w.place) x) as views,
       (select coalesce(json_agg(x), '[]') from page x) as cases,
       case when asked.view in ('all', 'open') then restricted_lines(asked.q) end as restricted,
       case when k.total <= (asked.page - 1) * 50 then 'None of ' || k.total
            else (asked.page - 1) * 50 + 1 || ' to '
                 || least(asked.page * 50, k.total) || ' of ' || k.total end as extent,
       case when k.total > asked.page * 50
            then '/cases?state=' || asked.view || asked.filters || '&page=' || asked.page + 1 end
         as next_href,
       case when asked.page > 1
            then '/cases?state=' || asked.view || asked.filters || '&page=' || asked.page - 1 end
         as back_href
  from asked, counts k
