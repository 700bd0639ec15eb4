-- Holds the people of a case until the transaction ends, so that what two ask for at once is judged
-- one after the other.
-- $1 reach.case_id   $2 reach.reference   $3 user.offices   $4 user.sees_all   $5 user.id
-- $6 user.role
select m.id
  from cases c
  join members m on m.case_id = c.id
 where (c.id = $1::bigint or c.reference = $2)
   and (c.office_id = any ($3::bigint[]) or $4::boolean)
   and case_seen_by(c, $5::bigint, $6::text, $3::bigint[])
 order by m.id
   for update of m
