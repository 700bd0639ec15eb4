-- Finds for the next two thousand rows of a file of milestones their cases and what is meant, and
-- what will come of them. What is meant is kept beside what was typed.
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
	select r.number, r.problem, r.data ->> 'case' as reference, r.data ->> 'milestone' as name,
	       (r.data ->> 'period')::date as period_on, r.data ->> 'program' as programs
	  from i
	  join import_rows r on r.import_id = i.id and r.number > i.matched_row
	 order by r.number
	 limit 2000
), found as materialized (
	select d.number, c.id as case_id, c.closed_at, d.programs, m.meant, m.milestone_id,
	       case when m.recurs then to_char(coalesce(d.period_on, current_date), 'YYYY-MM')
	            else '' end as period
	  from i
	  join batch d on d.problem is null
	  left join cases c on c.reference = d.reference and c.office_id = i.office_id
	 cross join lateral (
	       select count(*) as meant, min(s.id) as milestone_id, bool_or(s.recurs) as recurs
	         from case_programs p
	         join programs g on g.id = p.program_id
	         join milestones s on s.program_id = g.id
	        where p.case_id = c.id and (d.programs is null or g.code = d.programs)
	          and fold(d.name) in (fold(s.word), fold(s.code))) m
), judged as (
	select f.number, f.case_id, f.milestone_id, f.period,
	       case when f.case_id is null then 'no_case'
	            when f.closed_at is not null then 'closed'
	            when f.programs like '%,%' then 'two_programs'
	            when f.meant = 0 then 'no_milestone'
	            when f.meant > 1 then 'two_milestones'
	            when row_number() over (partition by f.case_id, f.milestone_id, f.period
	                                    order by f.number) > 1
	                 or exists (select
	                              from i
	                              join import_rows r on r.import_id = i.id
	                                   and r.number <= i.matched_row and r.problem is null
	                                   and r.case_id = f.case_id
	                                   and r.data -> 'meant' ->> 'id' = f.milestone_id::text
	                                   and r.data -> 'meant' ->> 'period' = f.period)
	            then 'repeated' end as problem,
	       case when k.milestone_id is null then 'made' else 'same' end as forecast
	  from found f
	  left join case_milestones k on k.case_id = f.case_id and k.milestone_id = f.milestone_id
	                             and k.period = f.period
), kept as (
	update import_rows r
	   set problem = j.problem, case_id = j.case_id,
	       forecast = case when j.problem is null then j.forecast end,
	       data = r.data || jsonb_build_object('meant', jsonb_build_object(
	              'id', j.milestone_id, 'period', j.period))
	  from i, judged j
	 where r.import_id = i.id and r.number = j.number
)
select import_next(i.id, 'match', (select count(*) from batch) = 2000,
                   (select max(b.number) from batch b))
  from i
