-- A person has decided that an order nobody finds is sent again: one more look, then one more
-- attempt with the same number. Pressed twice it is sent once.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all   $5 user.role
with seen as (
	select o.id
	  from orders o
	  join cases c on c.id = o.case_id
	 where o.id = $1::bigint and (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $5::text, $3::bigint[])
), again as (
	update orders o
	   set intent = 'uncertain', state = 'checking', cause = null
	  from seen s
	 where o.id = s.id and o.intent = 'needs_review'
	returning o.id, o.case_id, o.member_id
), job as (
	insert into jobs (kind, input, single)
	select 'orders/resolve',
	       jsonb_build_object('order_id', id, 'looks', 2, 'is_wanted', true), 'resolve:' || id
	  from again
	on conflict (single) where state = 'queued' do update
	   set input = excluded.input, run_at = excluded.run_at
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select a.case_id, a.member_id, a.id,
	       'order:' || a.id || ':again:'
	       || (select count(*) from order_attempts t where t.order_id = a.id),
	       'send', member_name(m) || ': to be sent again', u.name
	  from again a
	  join members m on m.id = a.member_id
	  join users u on u.id = $2::bigint
	on conflict do nothing
)
select '/orders/' || s.id as next
  from seen s
