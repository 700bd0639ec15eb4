-- As in 0140_restricted.sql, but read once, here: a dump is taken with an empty search path, in
-- which a body that is read when it runs finds neither tables nor functions: nobody could back up.
create or replace function restricted_open(wanted bigint, office bigint, worker bigint,
	asker bigint, role text, offices bigint[]) returns boolean language sql stable
return coalesce(worker = asker, false)
	or (role = 'supervisor' and office = any (offices))
	or exists (select from openings o
	            where o.case_id = wanted and o.user_id = asker and o.until_at > now());
create or replace function scope_open(wanted bigint, office bigint, worker bigint)
returns boolean language sql stable
return restricted_open(wanted, office, worker, scope_user(), scope_role(), scope_offices());
