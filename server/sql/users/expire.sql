-- Closes accounts that nobody has used for sixty days, never the last administrator's, and clears
-- what was left half done.
with idle as (
	select u.id,
	       u.role = 'admin' as is_admin
	  from users u
	 where not u.is_disabled
	   and greatest(coalesce(u.used_at, u.created_at), u.enabled_at)
	       < now() - span(interval '60 days')),
closed as (
	update users u
	   set is_disabled = true, disabled_for = 'unused'
	  from idle i
	 where u.id = i.id and not u.is_disabled
	   and (not i.is_admin
	        or exists (select from users a
	                    where a.role = 'admin' and not a.is_disabled
	                      and a.id not in (select x.id from idle x)))
	returning u.id),
said as (
	select audit_write(null, 'user.expire', 'user:' || c.id, null, null, null,
	                   'not used for 60 days')
	  from closed c),
half as (
	delete from half_sign_ins where at < now() - interval '1 day'),
typed as (
	delete from drafts where saved_at < now() - interval '7 days')
select count(*) as closed from said
