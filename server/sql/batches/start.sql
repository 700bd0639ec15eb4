-- Starts a batch with what its action wanted to know. Pressed twice it runs once.
-- $1 path.id   $2 form.reason   $3 form.worker_id   $4 form.days   $5 form.kind   $6 user.id
with started as (
	update batches b
	   set state = 'queued', started_at = now(),
	       params = jsonb_strip_nulls(jsonb_build_object('reason', nullif($2::text, ''),
	                'worker_id', $3::text, 'days', $4::text, 'kind', $5::text))
	 where b.id = $1::bigint and b.user_id = $6::bigint and b.state = 'draft'
	returning b.id
), job as (
	insert into jobs (kind, input, single)
	select 'batches/run', jsonb_build_object('batch_id', s.id), 'batch:' || s.id
	  from started s
	on conflict do nothing
)
select '/worklist/batches/' || b.id as next
  from batches b
 where b.id = $1::bigint and b.user_id = $6::bigint
