-- Finds for each row of a file of cases whether its case and its person are known, and who is the
-- applicant: the row says so, or it is the first of a new case.
-- $1 job.input.import_id
with i as materialized (
	select x.id, x.office_id
	  from imports x
	 where x.id = $1::bigint and x.state = 'checking'
	   and not exists (select from import_lines l
	                    where l.import_id = x.id and l.number > x.checked_row)
	   for update
), rows as materialized (
	select r.number, r.problem, r.data ->> 'case' as reference, r.data ->> 'relation' as relation,
	       fold(r.data ->> 'first_name') as first_name, fold(r.data ->> 'last_name') as last_name,
	       (r.data ->> 'born_on')::date as born_on,
	       row_number() over (partition by r.data ->> 'case' order by r.number) as place
	  from i
	  join import_rows r on r.import_id = i.id and r.data ? 'case'
), known as (
	select r.number, r.reference, r.first_name, r.last_name, r.born_on, c.id as case_id,
	       c.office_id <> i.office_id as is_elsewhere, c.closed_at, m.id as member_id,
	       a.id as applicant_id, h.people,
	       coalesce(r.relation, case when c.id is null and r.place = 1 or m.id = a.id
	                                 then 'applicant' else 'other' end) as relation
	  from i
	  join rows r on r.problem is null
	  left join cases c on c.reference = r.reference
	  left join lateral (
	       select p.id
	         from members p
	        where p.case_id = c.id and p.born_on = r.born_on
	          and fold(p.first_name) = r.first_name and fold(p.last_name) = r.last_name
	        order by p.id
	        limit 1) m on true
	  left join members a on a.case_id = c.id and a.relation = 'applicant'
	 cross join lateral (select count(*) as people from members p where p.case_id = c.id) h
), counted as (
	select k.number, k.case_id, k.is_elsewhere, k.closed_at, k.member_id, k.applicant_id,
	       k.people, k.relation,
	       row_number() over (partition by k.reference, k.first_name, k.last_name, k.born_on
	                          order by k.number) as nth,
	       count(*) filter (where k.relation = 'applicant')
	         over (partition by k.reference order by k.number) as applicants,
	       bool_or(k.relation = 'applicant') over (partition by k.reference) as has_applicant,
	       count(*) over (partition by k.reference) as rows
	  from known k
), judged as (
	select c.number, c.case_id, c.member_id, c.relation,
	       case when c.is_elsewhere then 'elsewhere'
	            when c.closed_at is not null then 'closed'
	            when c.nth > 1 then 'repeated'
	            when c.member_id is not null then null
	            when c.relation = 'applicant' and (c.applicant_id is not null or c.applicants > 1)
	            then 'two_applicants'
	            when c.applicant_id is null and not c.has_applicant then 'no_applicant'
	            when c.people + c.rows > 40 then 'crowded' end as problem
	  from counted c
), kept as (
	update import_rows r
	   set problem = j.problem, case_id = case when j.problem is null then j.case_id end,
	       member_id = j.member_id,
	       data = r.data || jsonb_build_object('relation', j.relation),
	       forecast = case when j.problem is not null then null
	                       when j.member_id is not null then 'same' else 'made' end
	  from i, judged j
	 where r.import_id = i.id and r.number = j.number
)
update imports x
   set state = 'ready'
  from i
 where x.id = i.id
