-- Changes where a program looks after its first source, whether it wants consent, and why others
-- than the client may be asked.
-- $1 path.id   $2 form.ways   $3 form.purpose   $4 form.use_case   $5 form.needs_consent
-- A way that is none stays as it was.
with changed as (
	update programs p
	   set permissible_purpose = x.purpose, use_case = u.use_case,
	       needs_consent = coalesce($5::boolean, false)
	  from permissible_purposes x, use_cases u
	 where p.id = $1::bigint and x.purpose = $3 and u.use_case = $4
	returning p.id
), ways as (
	update program_sources s
	   set way = split_part(w, '-', 2)
	  from changed c, unnest($2::text[]) w
	 where s.program_id = c.id and s.place > 1 and s.provider = split_part(w, '-', 1)
	   and split_part(w, '-', 2) in ('offer', 'start', 'never')
)
select c.id
  from changed c
 where audit_about('program:' || c.id)
