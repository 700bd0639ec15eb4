-- Somebody has come to the window; who comes twice on a day is one visitor.
-- $1 form.member_id   $2 user.id   $3 user.offices   $4 user.sees_all   $5 user.role
insert into visitors (office_id, member_id, added_by)
select c.office_id, m.id, $2::bigint
  from members m
  join cases c on c.id = m.case_id
 where m.id = $1::bigint and (c.office_id = any ($3::bigint[]) or $4::boolean)
   and case_seen_by(c, $2::bigint, $5::text, $3::bigint[])
   and c.closed_at is null
on conflict (member_id, office_id, arrived_on) do update
   set arrived_at = case when visitors.left_at is null then visitors.arrived_at else now() end,
       left_at = null
returning '/desk' as next
