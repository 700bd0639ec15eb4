-- Opens a closed account again. Its password and second factor are what they were.
-- $1 path.id
with seen as (
	select u.id
	  from users u
	 where u.id = $1::bigint),
opened as (
	update users u
	   set is_disabled = false, disabled_for = null, enabled_at = now()
	  from seen s
	 where u.id = s.id and u.is_disabled)
select '/admin/users/' || s.id as next
  from seen s
