-- Changes the language in which we speak to the client of an order. Safe to run twice.
-- $1 path.id   $2 form.language   $3 user.id   $4 user.offices   $5 user.sees_all   $6 user.role
with seen as (
	select o.id, case when v.sends_links then v.word end as sender
	  from orders o
	  join cases c on c.id = o.case_id
	  join providers v on v.provider = o.provider
	 where o.id = $1::bigint and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $3::bigint, $6::text, $4::bigint[])
), changed as (
	update orders o
	   set language = $2
	  from seen s, order_states t
	 where o.id = s.id and o.language <> $2 and t.state = o.state and t.is_open
	returning o.id, o.case_id, o.member_id
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select c.case_id, c.member_id, c.id,
	       'order:' || c.id || ':language:' || extract(epoch from now()), 'edit',
	       member_name(m) || ': language is ' || l.word, u.name
	  from changed c
	  join members m on m.id = c.member_id
	  join languages l on l.code = $2
	  join users u on u.id = $3::bigint
)
select s.id, s.sender
  from seen s
