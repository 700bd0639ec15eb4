-- The list of cases, fifty to a page: due day first, then what broke. The header's search too.
-- Counts say "300+" beyond 300, so that the list costs the same in a county of a million cases.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 query.q
-- $5 query.state   $6 query.mine   $7 query.page   $8 user.role
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
	       case when $7::text ~ '^[1-9][0-9]{0,2}$' then $7::text::integer else 1 end as page
), asked as (
	-- A search goes through closed cases as well, until a state is chosen.
	select t.q, t.is_mine, v.view, v.word, v.states,
	       case when t.is_mine then '&mine=1' else '' end
	         || case when t.q <> '' then '&q=' || fmt_url(t.q) else '' end as filters
	  from typed t
	  join views v on v.view = coalesce((select w.view from views w where w.view = $5::text),
	                                    case when t.q <> '' then 'all' else 'open' end)
), scope as (
	select t.page, case when t.is_mine then $1::bigint end as asker from typed t
), found as materialized (
	-- A search is by whoever the people are, or by the case's number; without one it is empty.
	select c.id, c.closed_at, c.due_on, l.rank, l.states
	  from asked
	 cross join scope
	 cross join lateral (
	       select m.case_id
	         from search_people(asked.q, false, 200) s
	         join members m on m.id = s.member_id
	       union
	       (select c.id from cases c where c.reference_key = fold(asked.q))
	       union
	       (select c.id
	          from cases c
	         where c.reference ~>=~ upper(asked.q) and c.reference ~<~ (upper(asked.q) || '~')
	         limit 100)) h
	  join cases c on c.id = h.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
	       and case_seen_by(c, $1::bigint, $8::text, $2::bigint[])
	 cross join lateral (
	       select coalesce(array_agg(w.state), '{}') as states, min(w.rank) as rank
	         from work w
	        where w.case_id = c.id and w.branch = 'order') l
	 where asked.q <> '' and (scope.asker is null or c.worker_id is null
	                          or c.worker_id = scope.asker)
), seen as materialized (
	-- The first of each view, as far as its count goes, and of the one that is asked for as far as
	-- its page.
	select v.view, r.case_id, r.place
	  from asked
	 cross join scope
	  join views v on v.place <= 7 or v.view = asked.view
	 cross join lateral case_rows(v.view, v.states, scope.asker, $2::bigint[], $3::boolean,
	       case when v.view = asked.view then greatest(301, scope.page * 50 + 1) else 301 end)
	       with ordinality r (case_id, place)
	 where asked.q = ''
	union all
	select v.view, f.id, row_number() over (partition by v.view
	           order by f.closed_at desc nulls first, f.due_on, f.rank, f.id)
	  from found f
	  join views v on case v.view when 'all' then true
	                              when 'closed' then f.closed_at is not null
	                              when 'open' then f.closed_at is null
	                              when 'none' then f.closed_at is null and f.states = '{}'
	                              else f.closed_at is null and f.states && v.states end
), counts as (
	select count(*) as total, count(*) filter (where c.closed_at is null
	                                             and c.due_on <= current_date) as late
	  from asked
	  join seen s on s.view = asked.view
	  join cases c on c.id = s.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
	       and case_seen_by(c, $1::bigint, $8::text, $2::bigint[])
), here as materialized (
	-- Fifty of them: only for these the order and its member are read. The order is the one to look
	-- at first, of the states asked for, or the most urgent.
	select c.id, c.reference, f.name as office, c.due_on, c.closed_at, c.created_at, c.worker_id,
	       l.open_orders, s.place, o.id as order_id, o.state_at,
	       case when o.id is not null then order_next(o) end as next_step,
	       st.word as state_word, st.look as state_look, st.icon as state_icon,
	       coalesce(o.member_id, (select a.id
	                                from members a
	                               where a.case_id = c.id
	                               order by a.position
	                               limit 1)) as member_id
	  from asked
	 cross join scope
	  join seen s on s.view = asked.view and s.place > (scope.page - 1) * 50
	             and s.place <= scope.page * 50
	  join cases c on c.id = s.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
	       and case_seen_by(c, $1::bigint, $8::text, $2::bigint[])
	  join offices f on f.id = c.office_id
	 cross join lateral (
	       select count(*) filter (where t.is_open) as open_orders,
	              (array_agg(o.id order by t.rank, o.state_at)
	                  filter (where asked.states is null or o.state = any (asked.states)))[1]
	                as order_id
	         from orders o
	         join order_states t on t.state = o.state
	        where o.case_id = c.id) l
	  left join orders o on o.id = l.order_id
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
       case asked.view when 'closed' then 'Cases: ' || fmt_many(k.total) || ' closed'
                       when 'open' then 'Cases: ' || fmt_many(k.total) || ' open'
                       when 'all' then 'Cases: ' || fmt_many(k.total)
                                       || case when asked.q <> '' then ' found' else ' in all' end
                       else asked.word || ': ' || fmt_many(k.total)
                            || case when k.total = 1 then ' case' else ' cases' end end as heading,
       case when k.late > 0 then fmt_many(k.late) || ' due today or late'
            else 'None is due today' end as due_line,
       asked.q <> '' as is_search,
       asked.q <> '' or asked.is_mine or asked.view <> 'open' as is_filtered,
       (select coalesce(json_agg(x), '[]') from (
               select w.word, w.view as value, w.view = asked.view as is_current,
                      '/cases?state=' || w.view || asked.filters as href,
                      (select fmt_many(count(*)) from seen p where p.view = w.view) as count
                 from views w
                where w.place <= 7 or w.view = asked.view
                order by w.place) x) as views,
       (select coalesce(json_agg(x), '[]') from page x) as cases,
       case when asked.view in ('all', 'open') then restricted_lines(asked.q) end as restricted,
       case when k.total <= (scope.page - 1) * 50 then 'None of ' || fmt_many(k.total)
            else (scope.page - 1) * 50 + 1 || ' to '
                 || least(scope.page * 50, k.total) || ' of ' || fmt_many(k.total) end as extent,
       case when k.total > scope.page * 50
            then '/cases?state=' || asked.view || asked.filters || '&page=' || scope.page + 1 end
         as next_href,
       case when scope.page > 1
            then '/cases?state=' || asked.view || asked.filters || '&page=' || scope.page - 1 end
         as back_href
  from asked, scope, counts k
