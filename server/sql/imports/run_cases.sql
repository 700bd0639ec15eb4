-- The next hundred cases of a file come in with the people of theirs who are not there yet.
-- $1 job.input.import_id
-- What somebody else did to a case since it was checked leaves its row out, and says so.
with i as materialized (
	select x.id, x.office_id, u.name as teller
	  from imports x
	  join users u on u.id = x.confirmed_by
	 where x.id = $1::bigint and x.state = 'running'
	   for update of x
), refs as materialized (
	select r.data ->> 'case' as reference, min(r.number) as first
	  from i
	  join import_rows r on r.import_id = i.id and r.outcome is null and r.problem is null
	 group by r.data ->> 'case'
	 order by min(r.number)
	 limit 100
), picked as materialized (
	select r.number, d.reference, d.programs, d.purpose, d.requested_on, d.first_name,
	       d.last_name, d.native_name, d.relation, d.born_on, d.language, d.phone, d.email,
	       d.ssn_last4, d.has_income
	  from i
	  join import_rows r on r.import_id = i.id and r.outcome is null and r.problem is null
	 cross join lateral jsonb_to_record(
	       r.data || jsonb_build_object('reference', r.data -> 'case'))
	       as d (reference text, programs text, purpose text, requested_on date, first_name text,
	             last_name text, native_name text, relation text, born_on date, language text,
	             phone text, email text, ssn_last4 text, has_income boolean)
	  join refs f on f.reference = d.reference
), made as (
	insert into cases (reference, office_id)
	select f.reference, i.office_id
	  from i
	 cross join refs f
	 order by f.first
	on conflict (reference) do nothing
	returning id, reference
), homes as (
	select m.id, m.reference, 0 as people from made m
	union all
	select c.id, c.reference,
	       (select coalesce(max(m.position), 0) from members m where m.case_id = c.id)
	  from i
	  join refs f on true
	  join cases c on c.reference = f.reference and c.office_id = i.office_id
	              and c.closed_at is null
), clocks as (
	insert into case_programs (case_id, program_id, purpose, requested_on, due_on, due_rule)
	select x.case_id, x.program_id, x.purpose, x.requested_on, d.due_on, d.due_rule
	  from (select h.id as case_id, g.id as program_id,
	               coalesce(min(p.purpose), 'application') as purpose,
	               min(p.requested_on) as requested_on
	          from homes h
	          join picked p on p.reference = h.reference
	          join programs g on g.code = any (string_to_array(p.programs, ','))
	         group by h.id, g.id) x
	 cross join lateral program_due(x.program_id, x.requested_on) d
	on conflict do nothing
), people as materialized (
	select p.number, h.id as case_id, h.people,
	       (select m.id
	          from members m
	         where m.case_id = h.id and m.born_on = p.born_on
	           and fold(m.first_name) = fold(p.first_name)
	           and fold(m.last_name) = fold(p.last_name)
	         order by m.id
	         limit 1) as known_id
	  from picked p
	  left join homes h on h.reference = p.reference
), placed as (
	select x.number, x.case_id,
	       x.people + row_number() over (partition by x.case_id order by x.number) as position
	  from people x
	 where x.case_id is not null and x.known_id is null
), joined as (
	insert into members (case_id, position, first_name, last_name, native_name, relation,
	                     born_on, language, phone, email, ssn_last4, has_income)
	select x.case_id, x.position, p.first_name, p.last_name, p.native_name, p.relation,
	       p.born_on, coalesce(p.language, 'en'), p.phone, p.email, p.ssn_last4,
	       coalesce(p.has_income, true)
	  from placed x
	  join picked p on p.number = x.number
	 where x.position <= 40
	on conflict do nothing
	returning id, case_id, position
), told as (
	insert into timeline (case_id, key, icon, sentence, teller)
	select m.id, 'case:' || m.id || ':opened', 'add', 'Case opened from a file', i.teller
	  from i
	 cross join made m
	union all
	select j.case_id, 'import:' || i.id || ':' || j.id, 'group_add',
	       'A person was added from a file', i.teller
	  from i
	 cross join joined j
	 where j.case_id not in (select m.id from made m)
	on conflict do nothing
), marked as (
	update import_rows r
	   set outcome = case when j.id is not null then 'made' when x.known_id is not null then 'same'
	                      else 'refused' end,
	       problem = case when j.id is null and x.known_id is null then 'moved' end,
	       case_id = x.case_id, member_id = coalesce(j.id, x.known_id), data = null
	  from i, people x
	  left join placed p on p.number = x.number
	  left join joined j on j.case_id = p.case_id and j.position = p.position
	 where r.import_id = i.id and r.number = x.number
)
select import_next(i.id, 'run', (select count(*) from refs) = 100)
  from i
