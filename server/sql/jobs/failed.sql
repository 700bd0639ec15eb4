-- Ends a job that failed and is kept for an admin; no row when another worker holds it.
-- $1 job.id   $2 job.generation   $3 job.problem
update jobs j
   set state = 'failed', lease_until = null, ended_at = now(), problem = $3::text
 where j.id = $1::bigint and j.generation = $2::bigint and j.state = 'running'
returning j.id
