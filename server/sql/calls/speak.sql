-- The call goes on in another language; what is sent from now on is in it too.
-- $1 path.id   $2 form.language   $3 user.offices   $4 user.sees_all   $5 user.id   $6 user.role
with seen as (
	select c.id, c.case_id, c.member_id, c.language
	  from calls c
	  join cases k on k.id = c.case_id
	 where c.id = $1::bigint and (k.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(k, $5::bigint, $6::text, $3::bigint[])
	   and c.ended_at is null
), changed as (
	update calls c
	   set language = $2
	  from seen s
	 where c.id = s.id and c.language <> $2
	returning c.id, c.member_id
), spoken as (
	update orders o
	   set language = $2
	  from changed c, order_states t
	 where o.member_id = c.member_id and t.state = o.state and t.is_open and o.state <> 'ready'
	   and o.language <> $2
), line as (
	insert into call_lines (call_id, key, text)
	select c.id, 'call:' || c.id || ':language:' || extract(epoch from now()),
	       'Language changed to ' || l.word || '.'
	  from changed c
	  join languages l on l.code = $2
)
select id from seen
