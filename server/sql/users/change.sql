-- Changes what an account is and where. What really changes ends its sessions (0130_sign_in.sql).
-- $1 path.id   $2 form.name   $3 form.role   $4 form.offices   $5 user.id
-- The last administrator stays one, and nobody changes the role they act in.
with seen as (
	select u.id, u.role,
	       u.role = $3::text or (u.id <> $5::bigint
	                             and (u.role <> 'admin' or another_admin(u.id))) as may_change
	  from users u
	 where u.id = $1::bigint),
changed as (
	update users u
	   set name = $2::text, role = $3::text
	  from seen s
	 where u.id = s.id and s.may_change
	   and (u.name, u.role) is distinct from ($2::text, $3::text))
select s.id, s.may_change, set_config('app.subject', 'user:' || s.id, true) as subject,
       case when s.may_change then user_offices_set(s.id, $4::text[])::text end as placed
  from seen s
