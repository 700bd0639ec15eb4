-- Ends every session of an account.
-- $1 path.id
with seen as (
	select u.id
	  from users u
	 where u.id = $1::bigint)
select '/admin/users/' || s.id as next, sessions_end(s.id) as ended,
       set_config('app.subject', 'user:' || s.id, true) as subject
  from seen s
