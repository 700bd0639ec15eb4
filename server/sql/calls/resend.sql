-- Sends the link once more to the address the order has now, unless it just went by itself; says
-- what came of it as order_resend() does. The client is on the line, so that nothing waits for the
-- morning. Another address than before is a reason of its own.
-- $1 path.id   $2 sent.order_id   $3 form.send_by   $4 form.reason   $5 form.client_key
-- $6 user.id   $7 user.offices   $8 user.sees_all   $9 user.role
select order_resend(o.id, $6::bigint,
                    coalesce($4, case when not exists (
                             select from messages m
                              where m.order_id = o.id
                                and m.address = coalesce(o.phone, o.email))
                             then 'To another address' end),
                    'call:' || $5, array[case $3 when 'email' then 'email' else 'sms' end], true)
         as outcome
  from calls c
  join cases k on k.id = c.case_id
  join orders o on o.case_id = c.case_id and o.id = $2::bigint
 where c.id = $1::bigint and (k.office_id = any ($7::bigint[]) or $8::boolean)
   and case_seen_by(k, $6::bigint, $9::text, $7::bigint[])
   and c.ended_at is null and $3 in ('text', 'email')
   and not exists (select from messages m where m.order_id = o.id and m.created_at = now())
