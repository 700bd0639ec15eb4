-- What a campaign's page listens to.
-- $1 path.id   $2 user.offices   $3 user.sees_all
select 'campaign:' || c.id as topic
  from campaigns c
 where c.id = $1::bigint and (c.office_ids && $2::bigint[] or $3::boolean)
