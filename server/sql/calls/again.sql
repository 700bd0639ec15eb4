-- The link of an order that is out goes to the address that was typed; an order that Truv delivered
-- is ours to deliver from then on, and then its first message goes by itself.
-- $1 path.id   $2 sent.order_id   $3 form.send_by   $4 form.phone   $5 form.email
-- $6 user.offices   $7 user.sees_all   $8 user.id   $9 user.role
with seen as (
	select o.id, o.delivery
	  from calls c
	  join cases k on k.id = c.case_id and k.closed_at is null
	  join orders o on o.case_id = c.case_id and o.id = $2::bigint and o.share_url is not null
	 where c.id = $1::bigint and (k.office_id = any ($6::bigint[]) or $7::boolean)
	   and case_seen_by(k, $8::bigint, $9::text, $6::bigint[])
	   and c.ended_at is null and $3 in ('text', 'email')
), changed as (
	update orders o
	   set delivery = 'agency', phone = case $3 when 'text' then $4 end,
	       email = case $3 when 'email' then $5 end
	  from seen s
	 where o.id = s.id
	returning o.id, s.delivery as was
)
insert into jobs (kind, input, single)
select 'orders/notify', jsonb_build_object('order_id', id), 'notify:' || id
  from changed
 where was = 'truv'
on conflict do nothing
