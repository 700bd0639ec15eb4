-- Ends jobs that failed and are kept for an admin; no row of one that another worker holds.
-- $1 job.ids   $2 job.generations   $3 job.problem
update jobs j
   set state = 'failed', lease_until = null, ended_at = now(), problem = $3::text
  from unnest($1::bigint[], $2::bigint[]) as e (id, generation)
 where j.id = e.id and j.generation = e.generation and j.state = 'running'
returning j.id
