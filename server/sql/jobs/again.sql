-- Puts a job back for later: after 1, 2, 4 … 300 seconds; no row when another worker holds it.
-- $1 job.id   $2 job.generation   $3 job.problem
-- Each wait is up to a half longer, so that jobs that failed together do not come back together.
update jobs j
   set state = 'queued', lease_until = null, problem = $3::text,
       run_at = now() + least(300, 2 ^ least(j.tries - 1, 9)) * (1 + random() / 2)
                        * interval '1 second'
 where j.id = $1::bigint and j.generation = $2::bigint and j.state = 'running'
returning j.id
