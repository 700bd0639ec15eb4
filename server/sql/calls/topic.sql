-- What an open call page listens to: its case, whose orders and notes change with it.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select 'case:' || c.case_id as topic
  from calls c
  join cases k on k.id = c.case_id
 where c.id = $1::bigint and (k.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(k, $4::bigint, $5::text, $2::bigint[])
