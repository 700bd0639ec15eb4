-- One look-up to explain: who looked at what, what it may mean, each look, and what was decided.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all
with the_one as (
	select l.id, l.kind, l.user_id, l.case_id, l.office_id, l.opening_id, l.day, l.times,
	       l.first_at, l.last_at, l.state, l.reason, l.decided_by, l.decided_at
	  from lookups l
	 where l.id = $1::bigint and (l.office_id = any ($3::bigint[]) or $4::boolean)
	   and l.user_id is distinct from $2::bigint
), looks as (
	select a.id, a.at, a.action, a.subject, a.route
	  from the_one l
	  join audit a on a.user_id = l.user_id and a.outcome = 'done'
	             and a.at between l.first_at - interval '1 minute' and l.last_at + interval '1 hour'
	             and (l.kind <> 'many' or is_look(a.action))
	             and (l.kind = 'many' or subject_case(a.subject) = l.case_id)
	 order by a.id desc
	 limit 50
)
select l.id::text, k.word, k.meant, u.name as who, r.word as role, f.name as office,
       c.reference, c.id::text as case_id, fmt_date(l.day) as day, l.state = 'open' as is_open,
       'Look-up of ' || u.name as title,
       case when l.kind = 'many' then l.times || ' cases'
            when l.times = 1 then 'once' else l.times || ' times' end as times,
       fmt_when(l.last_at) as last,
       (select json_build_object('reason', o.reason, 'at', fmt_when(o.opened_at),
                                 'until', fmt_time(o.until_at), 'is_over', o.until_at <= now())
          from openings o
         where o.id = l.opening_id) as opening,
       (select json_build_object('word', case l.state when 'explained' then 'Explained'
                                                      else 'Passed on' end,
                                 'by', d.name, 'at', fmt_when(l.decided_at), 'reason', l.reason)
          from users d
         where d.id = l.decided_by) as decision,
       (select coalesce(json_agg(json_build_object('at', fmt_when(a.at), 'action', a.action,
                   'subject', a.subject) order by a.id desc), '[]')
          from looks a) as looks
  from the_one l
  join lookup_kinds k on k.kind = l.kind
  join users u on u.id = l.user_id
  join roles r on r.role = u.role
  join offices f on f.id = l.office_id
  left join cases c on c.id = l.case_id
