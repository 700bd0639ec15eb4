-- The next thousand reviews of an export.
-- $1 export.after   $2 user.offices   $3 export.office_id   $4 export.pick   $5 user.id
-- $6 user.role
-- rows lines
-- after: where the next piece begins; left_: rows from here on, these among them, at most 50,001.
with fits as materialized (
	select v.id
	  from reviews v
	  join orders o on o.id = v.order_id
	  join cases c on c.id = o.case_id and c.office_id = any ($2::bigint[])
	       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
	 where ($3::bigint is null or c.office_id = $3::bigint)
	   and case when $4::text = 'decided' then v.state = 'decided'
	            else v.state = 'open' and c.closed_at is null
	                 and o.state not in ('canceled', 'expired') end
	   and v.id > coalesce(nullif($1::text, ''), '0')::bigint
	 order by v.id
	 limit 50001
), page as materialized (
	select f.id from fits f order by f.id limit 1000
)
select v.id::text as after, (select count(*)::integer from fits) as left_, c.reference,
       member_name(m) as client,
       case when m.native_name is null then '' else m.first_name || ' ' || m.last_name end
         as latin,
       fmt_list(o.products) as asked,
       case when v.state = 'decided' then 'Decided' when o.state = 'ready' then 'Ready to review'
            else 'Still coming in' end as state,
       to_char(coalesce(v.ready_at, v.opened_at), 'YYYY-MM-DD HH24:MI') as since,
       coalesce(replace(d.outcome, '_', ' '), '') as decided, coalesce(b.name, '') as decided_by,
       coalesce((select min(p.due_on)::text from case_programs p where p.case_id = c.id), '')
         as due,
       coalesce(u.name, '') as worker, f.name as office
  from page g
  join reviews v on v.id = g.id
  join orders o on o.id = v.order_id
  join cases c on c.id = o.case_id and c.office_id = any ($2::bigint[])
       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
  join members m on m.id = o.member_id
  join offices f on f.id = c.office_id
  left join lateral (
       select x.outcome, x.decided_by
         from decisions x
        where x.review_id = v.id and x.is_final
        order by x.id desc
        limit 1) d on true
  left join users b on b.id = d.decided_by
  left join users u on u.id = coalesce(v.worker_id, c.worker_id)
 order by v.id
