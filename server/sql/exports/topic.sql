-- What the page of an export listens to.
-- $1 path.id   $2 user.id
select 'export:' || e.id as topic
  from exports e
 where e.id = $1::bigint and e.user_id = $2::bigint
