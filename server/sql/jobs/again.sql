-- Puts a job back for later: after 1, 2, 4 … 300 seconds; no row when another worker holds it.
-- $1 job.id   $2 job.generation   $3 job.problem   $4 job.again_ms
-- Each wait is up to a half longer, so that jobs that failed together do not come back together. A
-- job that says itself when its turn is waits that long, and this time was no try.
update jobs j
   set state = 'queued', lease_until = null, problem = $3::text,
       tries = j.tries - ($4::bigint is not null)::integer,
       run_at = now() + case when $4::bigint is not null then $4::bigint * interval '1 millisecond'
                             else least(300, 2 ^ least(j.tries - 1, 9)) * (1 + random() / 2)
                                  * span(interval '1 second') end
 where j.id = $1::bigint and j.generation = $2::bigint and j.state = 'running'
returning j.id
