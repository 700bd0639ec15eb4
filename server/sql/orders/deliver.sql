-- Changes how an order's link goes out; the provider is told by a job. Safe to run twice.
-- is_reachable: there is an address for the way that was chosen; a sent order takes no new one.
-- $1 path.id   $2 form.delivery   $3 user.id   $4 user.offices   $5 user.sees_all   $6 user.role
with seen as (
	select o.id,
	       case when $2 = 'truv' and not v.sends_links then false
	            else $2 not in ('truv', 'agency') or coalesce(o.email, o.phone) is not null end
	       as is_reachable, v.word as provider
	  from orders o
	  join cases c on c.id = o.case_id
	  join providers v on v.provider = o.provider
	 where o.id = $1::bigint and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $6::text, $4::bigint[])
	   and o.refresh_of_id is null
), changed as (
	update orders o
	   set delivery = $2
	  from seen s, order_states t
	 where o.id = s.id and s.is_reachable and o.delivery <> $2 and o.cancel_asked_at is null
	   and t.state = o.state and t.is_open
	returning o.id, o.case_id, o.member_id, s.provider
), job as (
	insert into jobs (kind, input, single)
	select 'orders/notify', jsonb_build_object('order_id', id), 'notify:' || id
	  from changed
	on conflict do nothing
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select c.case_id, c.member_id, c.id,
	       'order:' || c.id || ':delivery:' || extract(epoch from now()), 'edit',
	       member_name(m) || case $2 when 'truv' then ': ' || c.provider
	                                                  || ' sends the link from now on'
	                                 when 'agency' then ': we send the link from now on'
	                                 when 'in_person' then ': the code is shown in person'
	                                 else ': we hand on the link' end,
	       u.name
	  from changed c
	  join members m on m.id = c.member_id
	  join users u on u.id = $3::bigint
)
select s.id, s.is_reachable
  from seen s
