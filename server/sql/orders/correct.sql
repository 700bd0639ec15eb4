-- Puts a refused intent right and back in the queue. The provider did not execute it, so its number
-- may be used again.
-- $1 path.id   $2 form.first_name   $3 form.last_name   $4 form.email   $5 form.phone
-- $6 form.delivery   $7 form.language   $8 user.id   $9 user.offices
-- $10 user.sees_all   $11 user.role
with fixed as (
	update orders o
	   set email = $4, phone = $5, delivery = $6, language = $7,
	       intent = 'queued', state = 'sending', cause = null, problems = '{}'
	  from cases c
	 where o.id = $1::bigint and o.intent = 'rejected' and o.state = 'needs_fix'
	   and c.id = o.case_id and (c.office_id = any ($9::bigint[]) or $10::boolean)
	   and case_seen_by(c, $8::bigint, $11::text, $9::bigint[])
	returning o.id, o.case_id, o.member_id
), named as (
	update members m
	   set first_name = $2, last_name = $3, email = coalesce($4, m.email),
	       phone = coalesce($5, m.phone)
	  from fixed f
	 where m.id = f.member_id
), job as (
	insert into jobs (kind, input) select 'orders/create', json_build_object('order_id', id)
		from fixed
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select f.case_id, f.member_id, f.id,
	       'order:' || f.id || ':corrected:'
	       || (select count(*) from order_attempts a where a.order_id = f.id),
	       'edit', member_name(m) || ': order corrected', u.name
	  from fixed f
	  join members m on m.id = f.member_id
	  join users u on u.id = $8::bigint
)
select id from fixed
