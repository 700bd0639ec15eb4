-- The form for a task written by hand.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.client_key   $5 user.id
-- $6 user.role
select c.id::text, c.reference, 'New task, case ' || c.reference as title,
       coalesce($4, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       fmt_date(d.due_on) as due, d.due_rule
  from cases c
 cross join lateral task_due('by_hand', c.id, now()) d
 where c.id = $1::bigint and c.closed_at is null
   and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
