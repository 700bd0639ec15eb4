-- Finds for the next two thousand rows of a due list their cases and people, and what will come of
-- them.
-- $1 job.input.import_id
-- A case of another office is as unknown as one that is not there. The values are taken out first:
-- what may leak keeps row-level security from its indexes.
with i as materialized (
	select x.id, x.office_id, x.matched_row
	  from imports x
	 where x.id = $1::bigint and x.state = 'checking'
	   and not exists (select from import_lines l
	                    where l.import_id = x.id and l.number > x.checked_row)
	   for update
), batch as materialized (
	select r.number, r.problem, r.data ->> 'case' as reference, r.data ->> 'member' as name,
	       (r.data ->> 'born_on')::date as born_on, (r.data ->> 'period')::date as period_on,
	       (r.data ->> 'due_on')::date as due_on, r.data ->> 'program' as programs
	  from i
	  join import_rows r on r.import_id = i.id and r.number > i.matched_row
	 order by r.number
	 limit 2000
), found as materialized (
	select d.number, c.id as case_id, c.closed_at, d.programs, g.id as program_id, m.people,
	       m.member_id, d.period_on, d.due_on
	  from i
	  join batch d on d.problem is null
	  left join cases c on c.reference = d.reference and c.office_id = i.office_id
	  left join programs g on g.code = d.programs
	 cross join lateral (
	       select count(*) as people, min(p.id) as member_id
	         from members p
	        where p.case_id = c.id
	          and case when d.name is null and d.born_on is null then p.relation = 'applicant'
	                   else (d.born_on is null or p.born_on = d.born_on)
	                        and case when d.name is null then true
	                                 when d.name = p.first_name || ' ' || p.last_name then true
	                                 else fold(d.name) in (
	                                      fold(p.first_name || p.last_name),
	                                      fold(p.last_name || p.first_name),
	                                      fold(p.native_name)) end end) m
), judged as (
	select f.number, f.case_id, f.member_id,
	       case when f.case_id is null then 'no_case'
	            when f.closed_at is not null then 'closed'
	            when f.people = 0 then 'no_member'
	            when f.people > 1 then 'two_members'
	            when f.programs like '%,%' then 'two_programs'
	            when f.program_id is not null and not exists (
	                 select from case_programs p
	                  where p.case_id = f.case_id and p.program_id = f.program_id)
	            then 'not_in_program'
	            when row_number() over (partition by f.case_id, f.member_id, f.period_on
	                                    order by f.number) > 1
	                 or exists (select
	                              from i
	                              join import_rows r on r.import_id = i.id
	                                   and r.number <= i.matched_row and r.problem is null
	                                   and r.case_id = f.case_id and r.member_id = f.member_id
	                                   and (r.data ->> 'period')::date = f.period_on)
	            then 'repeated' end as problem,
	       case when d.id is null then 'made' when d.due_on = f.due_on then 'same'
	            else 'changed' end as forecast
	  from found f
	  left join dues d on d.case_id = f.case_id and d.member_id = f.member_id
	                  and d.period_on = f.period_on
), kept as (
	update import_rows r
	   set problem = j.problem, case_id = j.case_id, member_id = j.member_id,
	       forecast = case when j.problem is null then j.forecast end
	  from i, judged j
	 where r.import_id = i.id and r.number = j.number
)
select import_next(i.id, 'match', (select count(*) from batch) = 2000,
                   (select max(b.number) from batch b))
  from i
