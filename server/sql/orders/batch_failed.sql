-- The batch was worked through and the provider refused its one order: nothing exists, and each
-- field it named is kept with its message.
-- $1 job.input.order_id   $2 problems   $3 job.input.batch_id
with refused as (
	update orders o
	   set intent = 'rejected', state = 'needs_fix', cause = 'refused',
	       problems = coalesce($2::jsonb, '{}')
	 where o.id = $1::bigint and o.intent = 'uncertain'
	returning o.id, o.case_id, o.member_id, o.provider
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select o.case_id, o.member_id, o.id, 'batch:' || $3 || ':refused', 'error',
       member_name(m) || ': ' || v.word || ' refused the order', v.word, true
  from refused o
  join providers v on v.provider = o.provider
  join members m on m.id = o.member_id
on conflict do nothing
