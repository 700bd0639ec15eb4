-- A look found nothing: looks again, and after 15 quiet minutes and at least three looks leaves it to a person (safety.md §1).
-- $1 job.input.order_id   $2 job.input.looks
with looked as (
	select o.id, coalesce($2::integer, 0) + 1 as looks,
	       now() - (select max(a.ended_at) from order_attempts a where a.order_id = o.id) as quiet
	  from orders o
	 where o.id = $1::bigint and o.intent = 'uncertain'
), given_up as (
	update orders o
	   set intent = 'needs_review', state = 'needs_you', cause = 'needs_review'
	  from looked l
	 where o.id = l.id and l.looks >= 3 and l.quiet >= span(interval '15 minutes')
	returning o.id
)
insert into jobs (kind, input, single, run_at)
select 'orders/resolve', json_build_object('order_id', id, 'looks', looks), 'resolve:' || id,
       now() + span(least(interval '2 minutes', interval '5 seconds' * looks * looks))
  from looked
 where id not in (select id from given_up)
on conflict do nothing
