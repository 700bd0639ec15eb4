-- Opens a restricted case for an hour to whoever asks. Its supervisors hear of it by a trigger.
-- $1 path.id   $2 form.reason   $3 form.client_key   $4 user.id   $5 user.offices
-- $6 user.sees_all
-- The same form sent twice opens once, and leads to the case both times.
with asked as (
	select r.case_id, r.office_id from restricted_cases() r where r.case_id = $1::bigint
	union all
	select o.case_id, o.office_id
	  from openings o
	 where o.client_key = $3 and o.case_id = $1::bigint and o.user_id = $4::bigint
)
insert into openings as o (case_id, office_id, user_id, reason, client_key, until_at)
select a.case_id, a.office_id, $4::bigint, $2, $3, now() + span(interval '60 minutes')
  from asked a
 where a.office_id = any ($5::bigint[]) or $6::boolean
    on conflict (client_key) do update
   set client_key = excluded.client_key
 where o.case_id = excluded.case_id and o.user_id = excluded.user_id and o.until_at > now()
returning o.case_id::text as id, fmt_time(o.until_at) as until
