-- The milestones of a case's programs: which are reached, and what the others would order for whom.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with the_case as (
	select c.id, c.reference, c.closed_at is null as is_open, v.file, v.household
	  from cases c
	  join vocabulary v on v.kind = case_kind(c.id)
	 where c.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), known as (
	select s.id, s.code, s.word, s.position, p.code as program, p.name as program_name, p.id as pid,
	       case when s.recurs then to_char(now(), 'YYYY-MM') else '' end as period,
	       case when s.recurs then to_char(now(), 'FMMonth YYYY') end as month,
	       c.id as case_id, c.is_open
	  from the_case c
	  join case_programs cp on cp.case_id = c.id
	  join programs p on p.id = cp.program_id
	  join milestones s on s.program_id = p.id
), judged as (
	select k.id, k.code, k.word, k.position, k.program, k.program_name, k.pid, k.period, k.month,
	       k.is_open, r.reached_at, r.teller, l.people, coalesce(l.made, 0) as made
	  from known k
	  left join case_milestones r on r.case_id = k.case_id and r.milestone_id = k.id
	                             and r.period = k.period
	  left join lateral (
	       select count(*) filter (where x.became = 'made') as made,
	              json_agg(json_build_object(
	                  'name', member_name(m), 'lang', m.language,
	                  'what', fmt_list(x.products),
	                  'how', case x.became
	                         when 'again' then 'ordered by this milestone'
	                         when 'open' then 'not again: an open order asks for that'
	                         else case x.delivery when 'link'
	                              then 'nothing to send it to: you show or say the link'
	                              else (select v.word from providers v
	                                     where v.provider = main_provider())
	                                   || ' sends the link' end end,
	                  'href', '/orders/' || x.known_id) order by m.position) as people
	         from milestone_plan(k.case_id, k.id, k.period) x
	         join members m on m.id = x.member_id) l on true
), ranked as (
	select j.id, j.code, j.word, j.position, j.program, j.program_name, j.pid, j.period, j.month,
	       j.people, j.made, j.reached_at is not null as is_reached, j.is_open,
	       fmt_when(j.reached_at) || ', ' || j.teller as reached,
	       j.reached_at is null
	       and row_number() over (order by j.reached_at is not null, j.pid, j.position) = 1
	       as is_next
	  from judged j
)
select c.id, c.reference, c.file,
       'Milestones of the ' || c.household as heading, c.is_open,
       (select coalesce(json_agg(json_build_object(
                   'id', r.id::text, 'case_id', c.id::text, 'code', r.code, 'word', r.word,
                   'program', r.program,
                   'program_name', r.program_name, 'period', r.period, 'month', r.month,
                   'is_reached', r.is_reached, 'reached', r.reached,
                   'can_reach', r.is_open and not r.is_reached, 'is_next', r.is_next,
                   'people', coalesce(r.people, '[]'),
                   'verb', case r.made when 0 then 'Reached, order nothing'
                                       when 1 then 'Reached, send 1 order'
                                       else 'Reached, send ' || r.made || ' orders' end)
                   order by r.pid, r.position), '[]')
          from ranked r) as milestones
  from the_case c
