-- The team board: who has how much, what nobody has, and what changed hands.
-- $1 user.offices   $2 user.sees_all   $3 user.id   $4 user.role
with team as (
	select u.id, u.name,
	       (select string_agg(f.name, ', ' order by f.name)
	          from user_offices x
	          join offices f on f.id = x.office_id
	         where x.user_id = u.id) as offices,
	       coalesce((select string_agg(l.word, ', ' order by l.word)
	                   from user_languages s
	                   join languages l on l.code = s.language
	                  where s.user_id = u.id), 'English') as languages,
	       coalesce((select string_agg(p.name, ', ' order by p.name)
	                   from user_programs s
	                   join programs p on p.id = s.program_id
	                  where s.user_id = u.id), 'Every program') as programs
	  from users u
	 where u.role in ('caseworker', 'supervisor') and not u.is_disabled
	   and exists (select from user_offices x
	                where x.user_id = u.id and (x.office_id = any ($1::bigint[]) or $2::boolean))
), loads as (
	select t.id, l.open, l.cases, l.late, l.stopped, l.ready, l.oldest
	  from team t
	 cross join lateral (
	       select count(*) as open, count(distinct w.case_id) as cases,
	              count(*) filter (where w.due_on <= current_date) as late,
	              count(*) filter (where w.state in ('needs_fix', 'needs_you', 'task')) as stopped,
	              count(*) filter (where w.state = 'ready') as ready,
	              min(w.since) filter (where w.state in ('needs_fix', 'needs_you', 'ready'))
	                as oldest
	         from work w
	        where w.worker_id = t.id and (w.office_id = any ($1::bigint[]) or $2::boolean)) l
), pool as (
	select f.name, f.id, count(c.id) as cases, l.languages
	  from offices f
	  join cases c on c.office_id = f.id and c.worker_id is null and c.closed_at is null
	 cross join lateral (
	       select string_agg(x.word || ' ' || x.n, ', ' order by x.n desc, x.word) as languages
	         from (select g.word, count(*) as n
	                 from cases y
	                 join members m on m.case_id = y.id and m.relation = 'applicant'
	                 join languages g on g.code = m.language
	                where y.office_id = f.id and y.worker_id is null and y.closed_at is null
	                group by g.word) x) l
	 where f.id = any ($1::bigint[]) or $2::boolean
	 group by f.id, f.name, l.languages
), moves as (
	select a.id, a.at, c.reference, c.id as case_id,
	       case a.how when 'release' then coalesce(f.name, 'Somebody') || ' put it back'
	                  when 'takeover' then t.name || ' took it over from ' || f.name
	                  when 'take' then t.name || ' took it'
	                  when 'share' then 'It was the turn of ' || t.name
	                  else coalesce(b.name, 'Somebody') || ' gave it to ' || t.name end as said
	  from assignments a
	  join cases c on c.id = a.case_id and (c.office_id = any ($1::bigint[]) or $2::boolean)
	       and case_seen_by(c, $3::bigint, $4::text, $1::bigint[])
	  left join users f on f.id = a.from_id
	  left join users t on t.id = a.to_id
	  left join users b on b.id = a.by_id
	 where a.task_id is null
	 order by a.id desc
	 limit 20
)
select 'Team' as title,
       case (select sum(p.cases) from pool p)
       when 1 then 'Team: 1 case has no worker'
       else 'Team: ' || coalesce((select sum(p.cases) from pool p), 0)
            || ' cases have no worker' end as heading,
       (select json_agg(json_build_object(
                   'id', t.id::text, 'name', t.name, 'offices', t.offices,
                   'languages', t.languages, 'programs', t.programs, 'cases', l.cases::text,
                   'open', l.open::text, 'late', l.late::text, 'is_late', l.late > 0,
                   'stopped', l.stopped::text, 'ready', l.ready::text,
                   'oldest', case when l.oldest is null then 'none'
                                  else fmt_age(l.oldest) end)
                   order by l.late desc, l.stopped desc, t.name)
          from team t
          join loads l on l.id = t.id) as team,
       (select coalesce(json_agg(json_build_object('name', p.name, 'cases', p.cases::text,
                   'languages', p.languages) order by p.name), '[]')
          from pool p) as pool,
       exists (select from pool) as can_share,
       (select nullif(count(*), 0)::text
          from lookups l
         where l.state = 'open' and l.user_id <> $3::bigint
           and (l.office_id = any ($1::bigint[]) or $2::boolean)) as lookups,
       (select coalesce(json_agg(json_build_object('at', fmt_when(m.at), 'said', m.said,
                   'reference', m.reference, 'case_id', m.case_id::text) order by m.id desc), '[]')
          from moves m) as moves
