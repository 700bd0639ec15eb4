-- Puts jobs back for later: after 1, 2, 4 … 300 seconds; no row of one that another worker holds.
-- $1 job.ids   $2 job.generations   $3 job.problem   $4 job.again_ms
-- Each wait is up to a half longer, so that jobs that failed together do not come back together. A
-- job that says itself when its turn is waits that long, and this time was no try.
update jobs j
   set state = 'queued', lease_until = null, problem = $3::text,
       tries = j.tries - ($4::bigint is not null)::integer,
       run_at = now() + case when $4::bigint is not null then $4::bigint * interval '1 millisecond'
                             else least(300, 2 ^ least(j.tries - 1, 9)) * (1 + random() / 2)
                                  * span(interval '1 second') end
  from unnest($1::bigint[], $2::bigint[]) as e (id, generation)
 where j.id = e.id and j.generation = e.generation and j.state = 'running'
returning j.id
