-- Closes an account: its sessions end at once and its open link with it. Never one's own, never the
-- last administrator's.
-- $1 path.id   $2 user.id
with seen as (
	select u.id
	  from users u
	 where u.id = $1::bigint),
closed as (
	update users u
	   set is_disabled = true, disabled_for = 'person'
	  from seen s
	 where u.id = s.id and not u.is_disabled and u.id <> $2::bigint
	   and (u.role <> 'admin' or another_admin(u.id))
	returning u.id),
unlinked as (
	update invitations i
	   set ended_at = now()
	  from closed c
	 where i.user_id = c.id and i.used_at is null and i.ended_at is null)
select '/admin/users/' || s.id as next
  from seen s
