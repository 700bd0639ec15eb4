-- The next job whose worker died or that is due, now ours for 90 seconds; a claim is a try.
-- $1 job.kinds   $2 job.together
-- Two lookups instead of one with "or": each walks its own index, so that a long queue costs no
-- more than a short one. A first try of a kind of $2 takes along up to 49 others like it, of the
-- next hundred that are due: ids, generations and inputs are those of all.
with abandoned as materialized (
	select j.id, j.kind, j.tries
	  from jobs j
	 where j.kind = any ($1::text[]) and j.state = 'running' and j.lease_until < now()
	 order by j.lease_until
	 limit 1
	   for update skip locked
), due as materialized (
	select j.id, j.kind, j.tries
	  from jobs j
	 where j.kind = any ($1::text[]) and j.state = 'queued' and j.run_at <= now()
	 order by j.run_at, j.id
	 limit 1
	   for update skip locked
), next as materialized (
	select id, kind, tries from abandoned
	union all
	select id, kind, tries from due where not exists (select from abandoned)
), along as materialized (
	select j.id
	  from jobs j
	 where (select n.tries = 0 and n.kind = any ($2::text[]) from next n)
	   and j.id in (select w.id
	                  from jobs w
	                 where w.state = 'queued' and w.run_at <= now()
	                 order by w.run_at, w.id
	                 limit 100)
	   and j.id <> (select n.id from next n)
	   and j.kind = any ($2::text[]) and j.tries = 0 and j.state = 'queued' and j.run_at <= now()
	 limit 49
	   for update skip locked
), ours as (
	update jobs j
	   set state = 'running', lease_until = now() + lease(interval '90 seconds'),
	       generation = j.generation + 1, tries = j.tries + 1
	 where j.id in (select id from next union all select id from along)
	returning j.id, j.kind, j.input, j.tries, j.generation
)
select o.id, o.kind, o.input, o.tries, o.generation, a.ids, a.generations, a.inputs
  from ours o
  join next n on n.id = o.id
 cross join (select array_agg(id order by id) as ids,
                    array_agg(generation order by id) as generations,
                    json_agg(input order by id) as inputs
               from ours) a
