-- The call turns to another member of the household: the link and the script are theirs.
-- $1 path.id   $2 form.member_id   $3 user.offices   $4 user.sees_all   $5 user.id   $6 user.role
with seen as (
	select c.id, m.id as member_id, member_name(m) as name
	  from calls c
	  join cases k on k.id = c.case_id
	  join members m on m.case_id = c.case_id and m.id = $2::bigint
	 where c.id = $1::bigint and (k.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(k, $5::bigint, $6::text, $3::bigint[])
	   and c.ended_at is null
), changed as (
	update calls c
	   set member_id = s.member_id
	  from seen s
	 where c.id = s.id and c.member_id <> s.member_id
	returning c.id, c.caller_id = c.member_id as is_caller
), line as (
	insert into call_lines (call_id, key, text)
	select c.id, 'call:' || c.id || ':turn:' || extract(epoch from now()),
	       'Turned to the link of ' || s.name || '.'
	  from changed c
	  join seen s on s.id = c.id
	 where not c.is_caller
)
select '/calls/' || id as next from seen
