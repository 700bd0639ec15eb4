-- A restricted case and whoever asks: closed, with whom to ask and the form that opens it, or open.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.client_key
-- Nothing of a person stands here.
with the_case as (
	select r.case_id as id, r.reference, r.office_id, r.office, r.worker, false as is_open
	  from restricted_cases() r
	 where r.case_id = $1::bigint and not r.is_over
	union all
	select c.id, c.reference, f.id, f.name, u.name, true
	  from cases c
	  join offices f on f.id = c.office_id
	  left join users u on u.id = c.worker_id
	 where c.id = $1::bigint and c.is_restricted and c.closed_at is null
	   and not exists (select from restricted_cases() r where r.case_id = c.id)
)
select c.id::text, c.reference, c.office, coalesce(c.worker, 'nobody yet') as worker, c.is_open,
       coalesce((select fmt_list(array_agg(u.name order by u.name))
                   from users u
                   join user_offices x on x.user_id = u.id and x.office_id = c.office_id
                  where u.role = 'supervisor' and not u.is_disabled), 'the supervisor')
         as supervisors,
       coalesce($4, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key
  from the_case c
 where c.office_id = any ($2::bigint[]) or $3::boolean
