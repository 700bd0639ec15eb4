-- What the desk listens to: its offices, or everything when the role sees all.
-- $1 user.offices   $2 user.sees_all
select coalesce(string_agg('office:' || f.id, ' ' order by f.id), 'none') as topic
  from offices f
 where f.id = any ($1::bigint[]) or $2::boolean
