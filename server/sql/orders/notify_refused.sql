-- The provider did not take a change of delivery: its own messages stay as they were.
-- $1 job.input.order_id   $2 attempt.id
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select o.case_id, o.member_id, o.id, 'attempt:' || $2 || ':refused', 'error',
       member_name(m) || ': ' || order_teller(o.id) || ' did not take the change of delivery',
       order_teller(o.id), true
  from orders o
  join members m on m.id = o.member_id
 where o.id = $1::bigint
on conflict do nothing
