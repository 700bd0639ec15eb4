-- Begins a call with somebody who was found, or goes on with the one that is not wrapped up yet.
-- The same form twice is one call.
-- $1 form.member_id   $2 form.phone   $3 form.client_key   $4 user.id   $5 user.offices
-- $6 user.sees_all   $7 user.role
with seen as (
	select m.id, m.case_id, m.language, member_name(m) as name,
	       coalesce((call_terms(coalesce($2::text, ''))).phone, m.phone) as phone
	  from members m
	  join cases c on c.id = m.case_id
	 where m.id = $1::bigint and (c.office_id = any ($5::bigint[]) or $6::boolean)
	   and case_seen_by(c, $4::bigint, $7::text, $5::bigint[])
), made as (
	insert into calls (case_id, caller_id, member_id, phone, language, agent_id, client_key)
	select s.case_id, s.id, s.id, s.phone, s.language, $4::bigint, $3
	  from seen s
	on conflict do nothing
	returning id, case_id, member_id, phone
), line as (
	insert into call_lines (call_id, key, text)
	select m.id, 'call:' || m.id || ':begun',
	       'Client called' || coalesce(' ' || fmt_phone(m.phone), '') || '.'
	  from made m
), told as (
	insert into timeline (case_id, member_id, key, icon, sentence, teller)
	select m.case_id, m.member_id, 'call:' || m.id || ':begun', 'phone', s.name || ' called', u.name
	  from made m
	  join seen s on s.id = m.member_id
	  join users u on u.id = $4::bigint
)
select '/calls/' || coalesce(n.id, call_going(s.id, $3)) as next
  from seen s
  left join made n on true
