-- Takes what breaks first: of one's own work, or else of the pool, whose case becomes one's own.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 user.role
-- No row: nothing wants a person. Two who take at once get two cases: a row another has is skipped.
with own as (
	select w.id, w.order_id, w.task_id, w.branch, w.state, w.case_id, false as is_pool
	  from work_rows('{"who":"mine"}', $1::bigint, $2::bigint[], $3::boolean, null, 500)
	       with ordinality r (id, place)
	  join work w on w.id = r.id
	 where (w.office_id = any ($2::bigint[]) or $3::boolean)
	   and (w.state in ('needs_fix', 'needs_you', 'task')
	        or (w.state = 'ready' and $4::text <> 'agent'))
	 order by r.place
	 limit 1
), pool as (
	select w.id, w.order_id, w.task_id, w.branch, w.state, w.case_id, true as is_pool
	  from work_rows('{"who":"pool"}', $1::bigint, $2::bigint[], $3::boolean, null, 500)
	       with ordinality r (id, place)
	  join work w on w.id = r.id
	  join cases c on c.id = w.case_id and c.worker_id is null
	 where not exists (select from own) and $4::text <> 'agent'
	   and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $1::bigint, $4::text, $2::bigint[])
	 order by r.place
	 limit 1
	   for update of c skip locked
), picked as (
	select p.id, p.order_id, p.task_id, p.branch, p.state, p.case_id, p.is_pool from own p
	union all
	select p.id, p.order_id, p.task_id, p.branch, p.state, p.case_id, p.is_pool from pool p
), taken as (
	update cases c
	   set worker_id = $1::bigint
	  from picked p
	 where c.id = p.case_id and p.is_pool and c.worker_id is null
	returning c.id
)
select case when p.branch <> 'order' then '/tasks/' || p.task_id
            when p.state = 'needs_fix' then '/orders/' || p.order_id || '/fix'
            when p.state = 'ready' then review_href(p.order_id)
            else '/orders/' || p.order_id end as next,
       p.is_pool
  from picked p
 where not p.is_pool or exists (select from taken)
