-- Gives a case to somebody of its office, to oneself, or back to the pool. The change of hands
-- writes itself down.
-- $1 path.id   $2 form.to   $3 user.id   $4 user.role   $5 user.offices   $6 user.sees_all
-- Giving it to another is a supervisor's; anybody may take it, and put one's own back. A restricted
-- case is nobody's to take.
with seen as (
	select c.id,
	       case when $2::text = 'me' then $3::bigint
	            when $2::text ~ '^[0-9]{1,18}$' then $2::bigint end as worker_id
	  from cases c
	 where c.id = $1::bigint and c.closed_at is null
	   and (c.office_id = any ($5::bigint[]) or $6::boolean)
	   and case_seen_by(c, $3::bigint, $4::text, $5::bigint[])
), given as (
	update cases c
	   set worker_id = s.worker_id
	  from seen s
	 where c.id = s.id and c.worker_id is distinct from s.worker_id
	   and (not c.is_restricted or $4::text = 'supervisor' or s.worker_id is null)
	   and (s.worker_id = $3::bigint or $4::text = 'supervisor'
	        or (s.worker_id is null and $2::text = 'pool' and c.worker_id = $3::bigint))
	   and (s.worker_id is not null or $2::text = 'pool')
	   and (s.worker_id is null or s.worker_id = $3::bigint or exists (
	        select from users u
	          join user_offices x on x.user_id = u.id and x.office_id = c.office_id
	         where u.id = s.worker_id and not u.is_disabled
	           and u.role in ('caseworker', 'supervisor')))
)
select '/cases/' || s.id as next
  from seen s
