-- The order that took another's place, for whoever pressed a moment later.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select r.id
  from orders r
  join cases c on c.id = r.case_id
 where r.replaces_id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
