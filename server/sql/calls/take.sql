-- Somebody else takes the call over. Who holds it already changes nothing.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all   $5 user.role
with seen as (
	select c.id
	  from calls c
	  join cases k on k.id = c.case_id
	 where c.id = $1::bigint and (k.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(k, $2::bigint, $5::text, $3::bigint[])
), changed as (
	update calls c
	   set agent_id = $2::bigint
	  from seen s
	 where c.id = s.id and c.agent_id <> $2::bigint and c.ended_at is null
	returning c.id
), line as (
	insert into call_lines (call_id, key, text)
	select c.id, 'call:' || c.id || ':taken:' || extract(epoch from now()),
	       'Call taken over by ' || u.name || '.'
	  from changed c
	  join users u on u.id = $2::bigint
)
select '/calls/' || id as next from seen
