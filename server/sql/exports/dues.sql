-- The next thousand due days of an export, in words that a due list takes.
-- $1 export.after   $2 user.offices   $3 export.office_id   $4 export.pick   $5 user.id
-- $6 user.role
-- rows lines
-- after: where the next piece begins; left_: rows from here on, these among them, at most 50,001.
with fits as materialized (
	select d.id
	  from dues d
	  join cases c on c.id = d.case_id and c.office_id = any ($2::bigint[])
	       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
	 where ($3::bigint is null or c.office_id = $3::bigint)
	   and ($4::text is null
	        or exists (select from import_rows r
	                    where r.due_id = d.id and r.import_id::text = $4::text))
	   and d.id > coalesce(nullif($1::text, ''), '0')::bigint
	 order by d.id
	 limit 50001
), page as materialized (
	select f.id from fits f order by f.id limit 1000
)
select d.id::text as after, (select count(*)::integer from fits) as left_, c.reference,
       m.first_name || ' ' || m.last_name as member, to_char(d.period_on, 'YYYY-MM') as period,
       d.due_on::text as due, coalesce(p.name, '') as program, f.name as office, i.name as list
  from page g
  join dues d on d.id = g.id
  join cases c on c.id = d.case_id and c.office_id = any ($2::bigint[])
       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
  join members m on m.id = d.member_id
  join offices f on f.id = c.office_id
  join imports i on i.id = d.import_id
  left join programs p on p.id = d.program_id
 order by d.id
