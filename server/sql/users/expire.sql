-- Closes an account that nobody has used for sixty days, unless it was used just now.
-- $1 idle.id
update users u
   set is_disabled = true, disabled_for = 'unused'
 where u.id = $1::bigint and not u.is_disabled
   and greatest(coalesce(u.used_at, u.created_at), u.enabled_at)
       < now() - span(interval '60 days')
returning u.id
