-- The next thousand orders of an export.
-- $1 export.after   $2 user.offices   $3 export.office_id   $4 export.pick   $5 user.id
-- $6 user.role
-- rows lines
-- after: where the next piece begins; left_: rows from here on, these among them, at most 50,001.
with fits as materialized (
	select o.id
	  from orders o
	  join cases c on c.id = o.case_id and c.office_id = any ($2::bigint[])
	       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
	  join order_states s on s.state = o.state
	 where ($3::bigint is null or c.office_id = $3::bigint)
	   and (case when $4::text is null then s.is_open
	             else $4::text = 'all' or o.state = $4::text end)
	   and o.id > coalesce(nullif($1::text, ''), '0')::bigint
	 order by o.id
	 limit 50001
), page as materialized (
	select f.id from fits f order by f.id limit 1000
)
select o.id::text as after, (select count(*)::integer from fits) as left_, c.reference,
       member_name(m) as client,
       case when m.native_name is null then '' else m.first_name || ' ' || m.last_name end
         as latin,
       o.order_number as number, fmt_list(o.products) as asked, s.word as state,
       to_char(o.state_at, 'YYYY-MM-DD HH24:MI') as since,
       replace(o.delivery, '_', ' ') as delivery, l.word as language, o.provider,
       coalesce(u.name, '') as worker, f.name as office, o.created_at::date::text as opened
  from page g
  join orders o on o.id = g.id
  join cases c on c.id = o.case_id and c.office_id = any ($2::bigint[])
       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
  join members m on m.id = o.member_id
  join order_states s on s.state = o.state
  join languages l on l.code = o.language
  join offices f on f.id = c.office_id
  left join users u on u.id = c.worker_id
 order by o.id
