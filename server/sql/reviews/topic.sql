-- What a page of this review listens to.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select 'order:' || o.id as topic
  from reviews v
  join orders o on o.id = v.order_id
  join cases c on c.id = o.case_id
 where v.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
