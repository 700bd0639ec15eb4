-- The next job whose worker died or that is due, now ours for 90 seconds; a claim is a try.
-- $1 job.kinds
-- Two lookups instead of one with "or": each walks its own index, so that a long queue costs no
-- more than a short one.
with abandoned as materialized (
	select j.id
	  from jobs j
	 where j.kind = any ($1::text[]) and j.state = 'running' and j.lease_until < now()
	 order by j.lease_until
	 limit 1
	   for update skip locked),
due as materialized (
	select j.id
	  from jobs j
	 where j.kind = any ($1::text[]) and j.state = 'queued' and j.run_at <= now()
	 order by j.run_at, j.id
	 limit 1
	   for update skip locked)
update jobs j
   set state = 'running', lease_until = now() + lease(interval '90 seconds'),
       generation = j.generation + 1, tries = j.tries + 1
 where j.id = coalesce((select a.id from abandoned a), (select d.id from due d))
returning j.id, j.kind, j.input, j.tries, j.generation
