-- Gives somebody's open work to another of their offices, or back to the pool.
-- $1 path.id   $2 form.heir
with seen as (
	select u.id
	  from users u
	 where u.id = $1::bigint)
select '/admin/users/' || s.id as next,
       work_transfer(s.id, (select h.id from users h
                             where h.id::text = $2::text and h.id <> s.id)) as moved
  from seen s
