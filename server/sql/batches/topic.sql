-- What the page of a batch listens to.
-- $1 path.id   $2 user.id
select 'batch:' || b.id as topic
  from batches b
 where b.id = $1::bigint and b.user_id = $2::bigint
