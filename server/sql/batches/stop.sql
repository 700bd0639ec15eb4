-- Stops a batch: what is done stays done, the rest is left as it is.
-- $1 path.id   $2 user.id
with stopped as (
	update batches b
	   set state = 'stopped', ended_at = now()
	 where b.id = $1::bigint and b.user_id = $2::bigint and b.state in ('queued', 'running')
)
select '/worklist/batches/' || b.id as next
  from batches b
 where b.id = $1::bigint and b.user_id = $2::bigint
