-- Opens the attempt to cancel or to notify and gives what the provider needs. No row: somebody else
-- is at it.
-- $1 job.input.order_id   $2 action.kind   $3 job.generation   $4 job.id
with attempt as (
	insert into order_attempts (order_id, kind, generation)
	select o.id, $2, $3::bigint
	  from orders o
	 where o.id = $1::bigint and o.intent = 'created'
	   and exists (
	       select from jobs j
	        where j.id = $4::bigint and j.generation = $3::bigint and j.state = 'running')
	on conflict do nothing
	returning id, order_id
)
select a.id as attempt_id, o.upstream_id, o.delivery <> 'truv' as is_suppressed,
       -- In the words of truework-api.md §4, of why: as chosen, else another order takes its
       -- place, or none.
       case when o.cancel_code is not null then o.cancel_code
            when exists (select from orders r where r.replaces_id = o.id) then 'competitor'
            else 'other' end as reason
  from attempt a
  join orders o on o.id = a.order_id
