-- Uses up a link for the password that was chosen; no row when somebody was faster.
-- $1 path.token   $2 password.hash
with used as (
	update invitations i
	   set used_at = now()
	 where i.token_hash = token_hash($1::text)
	   and i.kind in ('join', 'password')
	   and i.used_at is null
	   and i.ended_at is null
	   and i.expires_at > now()
	returning i.user_id)
update users u
   set password_hash = $2::text
  from used
 where u.id = used.user_id and not u.is_disabled
returning u.id, u.totp is not null as has_factor
