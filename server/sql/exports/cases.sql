-- The next thousand cases of an export.
-- $1 export.after   $2 user.offices   $3 export.office_id   $4 export.pick   $5 user.id
-- $6 user.role
-- rows lines
-- after: where the next piece begins; left_: rows from here on, these among them, at most 50,001.
with fits as materialized (
	select c.id
	  from cases c
	 where c.office_id = any ($2::bigint[]) and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
	   and ($3::bigint is null or c.office_id = $3::bigint)
	   and case $4::text when 'closed' then c.closed_at is not null when 'all' then true
	            else c.closed_at is null end
	   and c.id > coalesce(nullif($1::text, ''), '0')::bigint
	 order by c.id
	 limit 50001
), page as materialized (
	select f.id from fits f order by f.id limit 1000
)
select c.id::text as after, (select count(*)::integer from fits) as left_, c.reference,
       coalesce(member_name(m), '') as client,
       case when m.native_name is null then '' else m.first_name || ' ' || m.last_name end
         as latin,
       coalesce(p.programs, '') as programs, coalesce(p.due_on::text, '') as due,
       case when c.closed_at is null then 'Open' else 'Closed' end as state,
       coalesce(u.name, '') as worker, f.name as office,
       (select count(*)::integer from members x where x.case_id = c.id) as members,
       c.created_at::date::text as opened, coalesce(c.closed_at::date::text, '') as closed
  from page g
  join cases c on c.id = g.id and c.office_id = any ($2::bigint[])
       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
  join offices f on f.id = c.office_id
  left join users u on u.id = c.worker_id
  left join members m on m.id = (
       select x.id from members x where x.case_id = c.id order by x.position limit 1)
  left join lateral (
       select string_agg(q.name, ', ' order by q.name) as programs, min(cp.due_on) as due_on
         from case_programs cp
         join programs q on q.id = cp.program_id
        where cp.case_id = c.id) p on true
 order by c.id
