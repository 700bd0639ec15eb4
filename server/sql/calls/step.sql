-- The client says on the phone how far they are, before the provider tells of it: the step is kept
-- where the order's own are, and told in its history.
-- $1 path.id   $2 form.step   $3 user.id   $4 user.offices   $5 user.sees_all   $6 user.role
with seen as (
	select c.id
	  from calls c
	  join cases k on k.id = c.case_id
	 where c.id = $1::bigint and (k.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(k, $3::bigint, $6::text, $4::bigint[])
	   and c.ended_at is null
), the_order as (
	select o.id, o.case_id, o.member_id
	  from seen s
	  join calls c on c.id = s.id
	  join orders o on o.member_id = c.member_id and o.state = 'waiting'
	 order by o.id desc
	 limit 1
), stepped as (
	insert into order_steps (order_id, step)
	select o.id, t.step
	  from the_order o, (values ('opened', 1), ('found', 2)) t (step, n)
	 where t.n <= case $2 when 'opened' then 1 when 'found' then 2 else 0 end
	on conflict do nothing
	returning order_id, step
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select o.case_id, o.member_id, o.id, 'order:' || o.id || ':said:' || t.step, 'login',
	       member_name(m) || case t.step when 'opened' then ' opened the link, they say'
	                                     else ' found the employer or bank, they say' end, u.name
	  from stepped t
	  join the_order o on o.id = t.order_id
	  join members m on m.id = o.member_id
	  join users u on u.id = $3::bigint
	on conflict do nothing
)
select '/calls/' || id as next from seen
