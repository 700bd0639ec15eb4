-- What came of a look-up: explained, or passed on. The first who says so is kept.
-- $1 path.id   $2 form.outcome   $3 form.reason   $4 user.id   $5 user.offices   $6 user.sees_all
with the_one as (
	select l.id, l.state
	  from lookups l
	 where l.id = $1::bigint and (l.office_id = any ($5::bigint[]) or $6::boolean)
	   and l.user_id <> $4::bigint
), decided as (
	update lookups l
	   set state = $2, reason = $3, decided_by = $4::bigint, decided_at = now()
	  from the_one t
	 where l.id = t.id and l.state = 'open'
	returning l.id
)
select t.id::text, exists (select from decided) as is_new
  from the_one t
