-- Opens a case that is not there, or holds the one that is. became: made, kept (it was there), and
-- what was not done: office (another than the case's, or none of the token's), applicant (a new
-- case needs exactly one), taken (another office has the reference, or it is being opened right
-- now), closed. Its programs and people are api/case_put's, in the same transaction: only a
-- statement that begins after a case is there may see it.
-- $1 path.reference   $2 form.office   $3 form.members   $4 user.offices   $5 user.sees_all
-- $6 user.name   $7 user.id   $8 user.role
with known as (
	select c.id, c.closed_at, c.office_id = $2::bigint as is_same_office
	  from cases c
	 where c.reference = $1 and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $7::bigint, $8::text, $4::bigint[])
	   for update of c
), n as (
	select count(*) as applicants
	  from jsonb_to_recordset($3::jsonb) as m (relation text)
	 where m.relation = 'applicant'
), made as (
	insert into cases (reference, office_id)
	select $1, f.id
	  from offices f
	 cross join n
	 where f.id = $2::bigint and (f.id = any ($4::bigint[]) or $5::boolean)
	   and not exists (select from known) and n.applicants = 1
	on conflict (reference) do nothing
	returning id
), told as (
	insert into timeline (case_id, key, icon, sentence, teller)
	select m.id, 'case:' || m.id || ':opened', 'add', 'Case opened', $6
	  from made m
)
select case when exists (select from made) then 'made'
            when k.closed_at is not null then 'closed'
            when k.is_same_office then 'kept'
            when k.id is not null or not ($2::bigint = any ($4::bigint[]) or $5::boolean)
            then 'office'
            when n.applicants <> 1 then 'applicant'
            else 'taken' end as became
  from n
  left join known k on true
