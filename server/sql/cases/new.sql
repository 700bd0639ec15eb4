-- What the form for a new case offers, and whether the case or its people are known already.
-- $1 user.offices   $2 user.sees_all   $3 form.office_id   $4 form.programs
-- $5 form.members   $6 form.reference   $7 form.kind   $8 query.kind   $9 user.id   $10 user.role
with the_kind as (
	select v.kind, v.kind = 'mortgage' as is_loan, lower(v.file) as file, v.applicant, v.number,
	       v.number_hint, initcap(v.people) as people, v.worker
	  from vocabulary v
	 where v.kind = coalesce((select x.kind from vocabulary x where x.kind = coalesce($7, $8)),
	                         'benefit')
), offices_offered as (
	select f.id::text, f.name, f.id::text is not distinct from $3::text as is_chosen
	  from offices f
	 where f.id = any ($1::bigint[]) or $2::boolean
	 order by f.name
), programs_offered as (
	select p.code, p.name, coalesce(p.code = any ($4::text[]), false) as is_chosen,
	       'Due ' || p.due_days || ' days from the request' as rule
	  from programs p
	 where p.kind = (select kind from the_kind)
	 order by p.name
), unfilled as (
	-- Rows not typed in yet: the first of a fresh form, or the one "Add a person" asked for.
	select 0 as index
	 where coalesce(jsonb_array_length($5::jsonb), 0) = 0
	 union all
	select (m ->> 'index')::integer
	  from jsonb_array_elements($5::jsonb) m
	 where not m ? 'first_name'
), blanks as (
	select n.index, n.index = 0 as has_income, '{}'::json as errors,
	       null as first_name, null as last_name, null as native_name, null as born_on,
	       null as phone, null as email, null as ssn, k.is_loan, k.applicant as applicant_word,
	       json_build_object('applicant', n.index = 0, 'spouse', false, 'partner', false,
	                         'child', false, 'parent', false, 'sibling', false, 'other', false,
	                         'co_borrower', false)
	         as relation_is,
	       (select json_object_agg(l.code, false) from languages l where l.code <> 'en')
	         as language_is
	  from unfilled n
	 cross join the_kind k
	 order by n.index
), taken as (
	select c.id::text, c.reference,
	       case when c.closed_at is null then 'open' else 'closed' end as word
	  from cases c
	 where c.reference = $6::text and (c.office_id = any ($1::bigint[]) or $2::boolean)
	   and case_seen_by(c, $9::bigint, $10::text, $1::bigint[])
), alike as (
	select distinct c.id::text, c.reference, m.native_name, m.language,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name
	  from jsonb_to_recordset($5::jsonb) as t (first_name text, last_name text, born_on date)
	  join members m on m.born_on = t.born_on and fold(m.first_name) = fold(t.first_name)
	                and fold(m.last_name) = fold(t.last_name)
	  join cases c on c.id = m.case_id and c.closed_at is null
	 where (c.office_id = any ($1::bigint[]) or $2::boolean)
	   and case_seen_by(c, $9::bigint, $10::text, $1::bigint[])
)
select 'New ' || k.file as title, k.kind, k.is_loan, k.file, k.number, k.number_hint, k.people,
       k.worker, k.applicant,
       (select json_build_object('kind', v.kind, 'file', lower(v.file))
          from vocabulary v
         where v.kind <> k.kind and exists (select from programs p where p.kind = v.kind)
         order by v.kind
         limit 1) as other,
       encode(sha256(gen_random_uuid()::text::bytea), 'hex') as client_key,
       to_char(current_date, 'MM/DD/YYYY') as today,
       (select coalesce(json_agg(x), '[]') from offices_offered x) as offices,
       (select coalesce(json_agg(x), '[]') from programs_offered x) as programs,
       (select coalesce(json_agg(x), '[]') from blanks x) as blanks,
       (select coalesce(json_agg(x), '[]') from taken x) as taken,
       (select coalesce(json_agg(x), '[]') from alike x) as alike
  from the_kind k
