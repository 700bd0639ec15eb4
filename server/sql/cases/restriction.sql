-- Whether a case is restricted, why, who may see it, and who opened it; for its supervisors.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with the_case as (
	select c.id, c.reference, c.office_id, c.worker_id, c.is_restricted
	  from cases c
	 where c.id = $1::bigint and c.closed_at is null
	   and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
)
select c.id::text, c.reference, c.is_restricted, f.name as office,
       coalesce(w.name, 'nobody yet') as worker,
       (select fmt_list(array_agg(u.name order by u.name))
          from users u
          join user_offices x on x.user_id = u.id and x.office_id = c.office_id
         where u.role = 'supervisor' and not u.is_disabled) as supervisors,
       case when c.is_restricted then coalesce(
            (select 'By ' || u.name || ', ' || fmt_when(r.set_at) || ': ' || r.reason
               from restrictions r
               join users u on u.id = r.set_by
              where r.case_id = c.id and r.lifted_at is null),
            'No reason is on file.') end as why,
       (select coalesce(json_agg(json_build_object(
                   'who', u.name, 'at', fmt_when(o.opened_at), 'until', fmt_time(o.until_at),
                   'reason', o.reason, 'href', '/lookups/' || l.id) order by o.id desc), '[]')
          from openings o
          join users u on u.id = o.user_id
          join lookups l on l.opening_id = o.id and l.office_id = any ($2::bigint[])
         where o.case_id = c.id) as openings,
       (select coalesce(json_agg(json_build_object(
                   'at', fmt_when(r.set_at), 'who', u.name, 'reason', r.reason,
                   'lifted_at', fmt_when(r.lifted_at), 'lifted_by', v.name,
                   'lift_reason', r.lift_reason) order by r.id desc), '[]')
          from restrictions r
          join users u on u.id = r.set_by
          join users v on v.id = r.lifted_by
         where r.case_id = c.id) as before
  from the_case c
  join offices f on f.id = c.office_id
  left join users w on w.id = c.worker_id
