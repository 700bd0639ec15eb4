-- Look-ups to explain, of the supervisor's offices: what is open first, then what was decided.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 query.view
with views (place, view, word) as (
	values (1, 'open', 'To explain'), (2, 'explained', 'Explained'), (3, 'passed_on', 'Passed on')
), asked as (
	select v.view, v.word
	  from views v
	 where v.view = coalesce((select w.view from views w where w.view = $4::text), 'open')
), mine as (
	select l.id, l.kind, l.user_id, l.case_id, l.office_id, l.opening_id, l.times, l.last_at,
	       l.state, l.decided_at, l.decided_by, k.rank, k.word
	  from lookups l
	  join lookup_kinds k on k.kind = l.kind
	 where (l.office_id = any ($2::bigint[]) or $3::boolean)
	   and l.user_id is distinct from $1::bigint
), page as (
	select m.id::text, m.word, u.name as who, r.word as role, f.name as office,
	       c.reference, c.id::text as case_id, m.times::text || case when m.times = 1 then ' time'
	            when m.kind = 'many' then ' cases' else ' times' end as times,
	       fmt_when(m.last_at) as last, o.until_at > now() as is_open_now,
	       fmt_time(o.until_at) as until,
	       case when m.decided_at is not null
	            then 'By ' || d.name || ', ' || fmt_when(m.decided_at) end as decided,
	       row_number() over (order by coalesce(m.decided_at, now()) desc, m.rank, m.last_at desc,
	                          m.id) as place
	  from asked a
	  join mine m on m.state = a.view
	  join users u on u.id = m.user_id
	  join roles r on r.role = u.role
	  join offices f on f.id = m.office_id
	  left join cases c on c.id = m.case_id
	  left join openings o on o.id = m.opening_id
	  left join users d on d.id = m.decided_by
	 order by place
	 limit 200
)
select 'Look-ups' as title,
       case when k.total = 0 then 'No look-up to explain'
            when k.total = 1 then '1 look-up to explain'
            else k.total || ' look-ups to explain' end as heading,
       a.view = 'open' as is_open,
       (select json_agg(json_build_object('word', v.word, 'href', '/team/lookups?view=' || v.view,
                   'is_current', v.view = a.view,
                   'count', (select count(*) from mine m where m.state = v.view)) order by v.place)
          from views v) as views,
       (select coalesce(json_agg(json_build_object('id', p.id, 'word', p.word, 'who', p.who,
                   'role', p.role, 'office', p.office, 'reference', p.reference,
                   'case_id', p.case_id, 'times', p.times, 'last', p.last,
                   'is_open_now', p.is_open_now, 'until', p.until, 'decided', p.decided,
                   'is_open', a.view = 'open', 'is_first', a.view = 'open' and p.place = 1)
                   order by p.place), '[]')
          from page p) as lookups
  from asked a
 cross join (select count(*) as total from mine m where m.state = 'open') k
