-- Who looked at a case, and what they did there: its people and its newest lines. No client is
-- named; the agency's number says which case it is. A look at what was not theirs is told as that.
-- $1 path.id
with the_case as (
	select $1::bigint as id, r.reference
	  from (select audit_reference($1::bigint) as reference) r
	 where r.reference is not null
), lines as (
	-- What was asked for and not given has two lines, of which the second says so.
	select a.id, a.at, a.user_id, a.action, a.subject, a.reason, a.remote, a.outcome
	  from the_case c
	  join audit a on a.subject = any (audit_subjects(c.id))
	 where not exists (select
	                     from audit x
	                    where x.request_id = a.request_id and x.subject = a.subject
	                      and x.id > a.id and x.id < a.id + 1000 and x.outcome <> 'done')
), people as (
	select l.user_id, min(l.at) as first_at, max(l.at) as last_at, count(*) as times,
	       count(*) filter (where l.outcome = 'not_found') as refused,
	       string_agg(distinct audit_words(l.action), ', ') as did,
	       max(l.id) as newest
	  from lines l
	 group by l.user_id
)
select c.reference,
       case (select count(*) from people)
       when 0 then 'Nobody opened case ' || c.reference
       when 1 then '1 person opened case ' || c.reference
       else (select count(*) from people) || ' people opened case ' || c.reference end as heading,
       (select coalesce(json_agg(json_build_object(
                   'who', coalesce(u.name, 'Nobody signed in'), 'role', replace(u.role, '_', ' '),
                   'offices', (select string_agg(f.name, ', ' order by f.name)
                                 from user_offices x
                                 join offices f on f.id = x.office_id
                                where x.user_id = p.user_id),
                   'first', fmt_when(p.first_at), 'first_iso', fmt_iso(p.first_at),
                   'last', fmt_when(p.last_at), 'last_iso', fmt_iso(p.last_at),
                   'times', p.times::text, 'did', p.did,
                   'is_stranger', p.refused > 0, 'refused', p.refused::text,
                   'href', '/audit?case=' || fmt_url(c.reference) || '&who=' || p.user_id)
                   order by p.newest desc), '[]')
          from people p
          left join users u on u.id = p.user_id) as people,
       (select coalesce(json_agg(json_build_object(
                   'id', l.id::text, 'at', to_char(l.at, 'YYYY-MM-DD HH24:MI:SS'),
                   'iso', fmt_iso(l.at), 'who', coalesce(u.name, 'Nobody signed in'),
                   'did', audit_words(l.action), 'subject', l.subject, 'outcome', o.word,
                   'is_odd', l.outcome <> 'done', 'reason', l.reason,
                   'remote', coalesce(l.remote, 'not known')) order by l.id desc), '[]')
          from (select x.id, x.at, x.user_id, x.action, x.subject, x.reason, x.remote, x.outcome
                  from lines x
                 order by x.id desc
                 limit 100) l
          join audit_outcomes o on o.outcome = l.outcome
          left join users u on u.id = l.user_id) as lines,
       '/audit?case=' || fmt_url(c.reference) as all_href
  from the_case c
