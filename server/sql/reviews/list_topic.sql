-- What the review queue listens to: its user's offices, or all of them when the role sees all.
-- $1 user.offices   $2 user.sees_all
select coalesce(string_agg('office:' || o.id, ' ' order by o.id), 'none') as topic
  from offices o
 where o.id = any ($1::bigint[]) or $2::boolean
