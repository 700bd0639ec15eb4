-- Accounts that nobody has used for sixty days, never the last administrator's; and clears what was
-- left half done.
-- rows idle
with idle as (
	select u.id,
	       u.role = 'admin' as is_admin
	  from users u
	 where not u.is_disabled
	   and greatest(coalesce(u.used_at, u.created_at), u.enabled_at)
	       < now() - span(interval '60 days')),
half as (
	delete from half_sign_ins where at < now() - interval '1 day'),
typed as (
	delete from drafts where saved_at < now() - interval '7 days')
select i.id::text as id
  from idle i
 where not i.is_admin
    or exists (select from users a
                where a.role = 'admin' and not a.is_disabled
                  and a.id not in (select x.id from idle x))
 order by i.id
 limit 1000
