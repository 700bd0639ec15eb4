-- What a page of this case listens to.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select 'case:' || c.id as topic
  from cases c
 where c.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
