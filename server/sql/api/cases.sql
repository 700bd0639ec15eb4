-- A page of the cases of the token's offices, newest first.
-- $1 user.offices   $2 user.sees_all   $3 query.cursor   $4 query.limit   $5 user.id
-- $6 user.role
with shown as (
	select c.id, c.reference, c.office_id, c.created_at, c.closed_at
	  from cases c
	 where (c.office_id = any ($1::bigint[]) or $2::boolean)
	   and case_seen_by(c, $5::bigint, $6::text, $1::bigint[])
	   and c.id < coalesce($3::bigint, 9223372036854775807)
	 order by c.id desc
	 limit least(greatest(coalesce($4::integer, 50), 1), 100)
)
select (select coalesce(json_agg(json_build_object(
	           'reference', s.reference, 'office', s.office_id::text,
	           'opened_at', fmt_iso(s.created_at), 'closed_at', fmt_iso(s.closed_at),
	           'programs', (select coalesce(json_agg(p.code order by p.code), '[]')
	                          from case_programs cp
	                          join programs p on p.id = cp.program_id
	                         where cp.case_id = s.id)) order by s.id desc), '[]')
          from shown s) as data,
       (select min(s.id)::text
          from shown s
        having exists (select from cases c
                        where (c.office_id = any ($1::bigint[]) or $2::boolean)
                          and case_seen_by(c, $5::bigint, $6::text, $1::bigint[])
                          and c.id < min(s.id))) as next_cursor
