-- Uses up the command line's link: makes the first administrator, while there is none.
-- $1 path.token   $2 form.email   $3 form.name   $4 password.hash
with used as (
	update invitations i
	   set used_at = now()
	 where i.token_hash = token_hash($1::text)
	   and i.kind = 'bootstrap'
	   and i.used_at is null
	   and i.ended_at is null
	   and i.expires_at > now()
	   and not another_admin(null)
	returning i.id)
insert into users (email, name, role, password_hash)
select lower($2::text), $3::text, 'admin', $4::text
  from used
returning id, false as has_factor
