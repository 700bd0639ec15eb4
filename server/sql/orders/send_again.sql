-- Sends the client of an order the link again, and says what came of it: see order_resend().
-- $1 path.id   $2 form.ways   $3 form.reason   $4 form.client_key   $5 user.id
-- $6 user.offices   $7 user.sees_all   $8 user.role
select o.id, order_resend(o.id, $5::bigint, $3::text, $4::text, $2::text[]) as outcome,
       v.word as provider
  from orders o
  join cases c on c.id = o.case_id
  join providers v on v.provider = o.provider
 where o.id = $1::bigint and (c.office_id = any ($6::bigint[]) or $7::boolean)
   and case_seen_by(c, $5::bigint, $8::text, $6::bigint[])
