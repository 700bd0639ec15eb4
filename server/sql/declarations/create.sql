-- What a client declared, with its line in the timeline; the same form twice is one declaration.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 form.declared_on   $6 form.how
-- $7 form.words   $8 form.client_key   $9 declared   $10 user.role
with the_member as (
	select m.id, m.case_id, member_name(m) as name
	  from members m
	  join cases c on c.id = m.case_id
	 where m.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $10::text, $2::bigint[])
), made as (
	insert into declarations (member_id, declared_on, how, words, taken_by, client_key)
	select m.id, $5::date, $6, $7, $4::bigint, $8
	  from the_member m
	on conflict (client_key) do nothing
	returning id
), jobs as (
	insert into declared_jobs (declaration_id, position, employer, is_over, pay_cents, frequency,
		rate_cents, hours, words)
	select d.id, x.place - 1, x.j ->> 'employer', (x.j ->> 'is_over')::boolean,
	       (x.j ->> 'pay_cents')::bigint, x.j ->> 'frequency', (x.j ->> 'rate_cents')::bigint,
	       (x.j ->> 'hours')::numeric, x.j ->> 'words'
	  from made d
	 cross join jsonb_array_elements($9::jsonb) with ordinality x (j, place)
), told as (
	insert into timeline (case_id, member_id, key, icon, sentence, teller)
	select m.case_id, m.id, 'declaration:' || d.id, 'chat',
	       m.name || ': what was declared is noted', u.name
	  from the_member m
	 cross join made d
	  join users u on u.id = $4::bigint
)
select m.id,
       coalesce((select '/review/' || max(v.id) || '/changes'
                   from reviews v
                   join orders o on o.id = v.order_id
                  where o.member_id = m.id and v.state = 'open'),
                '/cases/' || m.case_id) as next
  from the_member m
