-- The next thousand people of renewals of an export.
-- $1 export.after   $2 user.offices   $3 export.office_id   $4 export.pick   $5 user.id
-- $6 user.role
-- rows lines
-- after: where the next piece begins; left_: rows from here on, these among them, at most 50,001.
with fits as materialized (
	select i.id
	  from campaign_items i
	 where i.office_id = any ($2::bigint[])
	   and ($3::bigint is null or i.office_id = $3::bigint)
	   and ($4::text is null or i.campaign_id::text = $4::text)
	   and i.id > coalesce(nullif($1::text, ''), '0')::bigint
	 order by i.id
	 limit 50001
), page as materialized (
	select f.id from fits f order by f.id limit 1000
)
select i.id::text as after, (select count(*)::integer from fits) as left_, c.reference,
       member_name(m) as client,
       case when m.native_name is null then '' else m.first_name || ' ' || m.last_name end
         as latin,
       f.name as office, i.due_on::text as due, p.word as outcome,
       coalesce(r.word, '') as reason, coalesce(o.order_number, '') as order, i.tries,
       x.name as renewals
  from page g
  join campaign_items i on i.id = g.id
  join campaigns x on x.id = i.campaign_id
  join cases c on c.id = i.case_id and c.office_id = any ($2::bigint[])
       and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
  join members m on m.id = i.member_id
  join offices f on f.id = i.office_id
  join campaign_places p on p.place = i.place
  left join campaign_reasons r on r.reason = i.reason
  left join orders o on o.id = coalesce(i.link_id, i.refresh_id)
 order by i.id
