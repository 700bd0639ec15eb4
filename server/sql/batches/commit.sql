-- The last thing before the first byte of a batch leaves: all its attempts or none. No row: this
-- worker was overtaken and must not send.
-- $1 batch.attempts   $2 job.generation   $3 job.id
with ours as (
	select count(*) as n
	  from order_attempts a
	  join jobs j on j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running'
	             and j.lease_until > now() + lease(interval '35 seconds')
	 where a.id = any ($1::bigint[]) and a.phase = 'claimed' and a.generation = $2::bigint
), committed as (
	update order_attempts a
	   set phase = 'committed', committed_at = now()
	  from ours
	 where a.id = any ($1::bigint[]) and ours.n = cardinality($1::bigint[])
	returning a.id
)
select count(*)::integer as n from committed having count(*) > 0
