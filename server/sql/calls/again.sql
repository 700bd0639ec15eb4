-- Sends the link of an order that is out once more, from us, to the address that was typed; an
-- order that Truv delivered is ours to deliver from then on. Once for each form.
-- $1 path.id   $2 sent.order_id   $3 form.send_by   $4 form.phone   $5 form.email
-- $6 form.client_key   $7 user.id   $8 user.offices   $9 user.sees_all
with seen as (
	select o.id, o.delivery, case $3 when 'email' then 'email' else 'sms' end as channel
	  from calls c
	  join cases k on k.id = c.case_id and k.closed_at is null
	  join orders o on o.case_id = c.case_id and o.id = $2::bigint and o.share_url is not null
	 where c.id = $1::bigint and (k.office_id = any ($8::bigint[]) or $9::boolean)
	   and c.ended_at is null and $3 in ('text', 'email')
), changed as (
	update orders o
	   set delivery = 'agency',
	       phone = case s.channel when 'sms' then $4 end,
	       email = case s.channel when 'email' then $5 end
	  from seen s
	 where o.id = s.id
	returning o.id, s.channel, s.delivery as was
), told as (
	insert into jobs (kind, input, single)
	select 'orders/notify', jsonb_build_object('order_id', id), 'notify:' || id
	  from changed
	 where was = 'truv'
	on conflict do nothing
)
-- An order that becomes ours to deliver for the first time sends by itself.
select count(message_add(x.id, x.channel, 'resend', 'call:' || $6, $7::bigint, now(), true))
  from changed x
 where x.was = 'agency'
    or exists (select
                 from messages m
                where m.client_key = 'order:' || x.id || ':link:' || x.channel)
