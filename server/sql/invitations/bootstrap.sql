-- Makes the command line's link, good for an hour, unless there is an administrator already; the
-- one before it ends.
-- $1 link.hash
with before as (
	update invitations
	   set ended_at = now()
	 where kind = 'bootstrap' and used_at is null and ended_at is null
	   and not another_admin(null)
	returning id)
insert into invitations (kind, token_hash, expires_at)
select 'bootstrap', $1::text, now() + interval '1 hour'
 where not another_admin(null) and (select count(*) from before) >= 0
returning id
