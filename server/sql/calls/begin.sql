-- The call with somebody whose case calls/meet has just made; the same form twice is one call.
-- $1 form.client_key   $2 form.office_id   $3 user.id   $4 user.offices   $5 user.sees_all
-- $6 user.role
with person as (
	select m.id, m.case_id, m.phone, m.language
	  from cases c
	  join members m on m.case_id = c.id and m.position = 1
	 where c.client_key = $1 and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $6::text, $4::bigint[])
	   and call_going(null, $1) is null
), called as (
	insert into calls (case_id, caller_id, member_id, phone, language, agent_id, client_key)
	select p.case_id, p.id, p.id, p.phone, p.language, $3::bigint, $1
	  from person p
	returning id, case_id, member_id, phone
), line as (
	insert into call_lines (call_id, key, text)
	select c.id, 'call:' || c.id || ':begun',
	       'New client called' || coalesce(' ' || fmt_phone(c.phone), '') || '. Case opened.'
	  from called c
), told as (
	insert into timeline (case_id, member_id, key, icon, sentence, teller)
	select c.case_id, c.member_id, 'case:' || c.case_id || ':opened', 'add',
	       'Case opened during a call', u.name
	  from called c
	  join users u on u.id = $3::bigint
)
select coalesce(c.id, call_going(null, $1))::text as id
  from offices f
  left join called c on true
 where f.id = $2::bigint and (f.id = any ($4::bigint[]) or $5::boolean)
