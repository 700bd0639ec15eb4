-- Where a whole case number, order number or message code leads straight; no row: nowhere.
-- $1 typed   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with typed as (
	select btrim(left($1::text, 80)) as q, upper(btrim(left($1::text, 80))) as upper_q,
	       upper(translate(left($1::text, 80), '- ', '')) as code
)
select x.href
  from typed t
 cross join lateral (
       select 1 as place, '/cases/' || c.id as href
         from cases c
        where c.reference in (t.q, t.upper_q)
          and (c.office_id = any ($2::bigint[]) or $3::boolean)
          and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
       union all
       select 2, '/orders/' || o.id
         from orders o
         join cases c on c.id = o.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
              and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
        where o.order_number = t.upper_q
       union all
       select 3, '/orders/' || m.order_id
         from messages m
         join cases c on c.id = m.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
              and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
        where m.code = t.code) x
 order by x.place
 limit 1
