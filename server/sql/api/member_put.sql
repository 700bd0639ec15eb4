-- Adds or changes one person of an open case; no row: no such case. What is left out stays.
-- $1 path.reference   $2 path.member   $3 form.first_name   $4 form.last_name
-- $5 form.native_name   $6 form.relation   $7 form.born_on   $8 form.language   $9 form.phone
-- $10 form.email   $11 form.ssn_last4   $12 form.income   $13 user.offices   $14 user.sees_all
-- $15 user.id   $16 user.role
with the_case as (
	select c.id
	  from cases c
	 where c.reference = $1 and c.closed_at is null
	   and (c.office_id = any ($13::bigint[]) or $14::boolean)
	   and case_seen_by(c, $15::bigint, $16::text, $13::bigint[])
	   for update of c
), known as (
	select m.id
	  from the_case c
	  join members m on m.case_id = c.id and member_handle(m) = $2
), changed as (
	update members m
	   set first_name = coalesce($3, m.first_name), last_name = coalesce($4, m.last_name),
	       native_name = coalesce($5, m.native_name), relation = coalesce($6, m.relation),
	       born_on = coalesce($7::date, m.born_on), language = coalesce($8, m.language),
	       phone = coalesce($9, m.phone), email = coalesce($10, m.email),
	       ssn_last4 = coalesce($11, m.ssn_last4),
	       has_income = coalesce($12 = 'declared', m.has_income)
	  from known k
	 where m.id = k.id
	returning m.id
), added as (
	insert into members (case_id, reference, position, first_name, last_name, native_name,
	                     relation, born_on, language, phone, email, ssn_last4, has_income)
	select c.id, $2, (select coalesce(max(m.position), 0) + 1 from members m
	                   where m.case_id = c.id),
	       $3, $4, $5, coalesce($6, 'other'), $7::date, coalesce($8, 'en'), $9, $10, $11,
	       coalesce($12 = 'declared', true)
	  from the_case c
	 where not exists (select from known)
	returning id
)
select coalesce(a.id, k.id) as id, a.id is not null as is_new
  from the_case c
  left join known k on true
  left join added a on true
