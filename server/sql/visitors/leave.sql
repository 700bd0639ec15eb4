-- The visitor has gone.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
update visitors v
   set left_at = now(), help_at = null
  from members m
  join cases c on c.id = m.case_id
 where v.id = $1::bigint and m.id = v.member_id
   and (v.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
returning '/desk' as next
