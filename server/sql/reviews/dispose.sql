-- Keeps what a person decided about differences. Whoever is to be asked gets a task that says so;
-- it closes when nothing is left to ask. Safe to run twice: what stands already is not added.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 form.rows   $6 user.role
with the_review as (
	select v.id, o.id as order_id, o.case_id, o.member_id, member_name(m) as name
	  from reviews v
	  join orders o on o.id = v.order_id
	  join members m on m.id = o.member_id
	  join cases c on c.id = o.case_id
	 where v.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $6::text, $2::bigint[])
	   and v.state = 'open'
), given as (
	select x.subject, x.finding, x.choice, x.reason
	  from jsonb_to_recordset(coalesce($5::jsonb, '[]')) as x (subject text, finding text,
	                                                           choice text, reason text)
	 where x.choice is not null
), made as (
	insert into dispositions (review_id, subject, finding, choice, reason, decided_by)
	select t.id, g.subject, g.finding, g.choice, g.reason, $4::bigint
	  from the_review t
	 cross join given g
	  left join dispositions_now d on d.review_id = t.id and d.subject = g.subject
	 where (d.finding, d.choice, d.reason) is distinct from (g.finding, g.choice, g.reason)
	returning choice
), asking as (
	select t.case_id, t.order_id, t.member_id, t.name, count(*) as n
	  from the_review t
	  join given g on g.choice = 'ask'
	 group by t.case_id, t.order_id, t.member_id, t.name
), opened as (
	select count(task_open('clarification', a.case_id,
	           'Ask ' || a.name || ' about ' || case when a.n = 1 then '1 job'
	                                                else a.n || ' jobs' end
	           || '. The words stand under Changes of the review.',
	           order_id => a.order_id, member_id => a.member_id, opened_by => $4::bigint)) as n
	  from asking a
), closed as (
	select sum(task_close('clarification', task_subject(t.case_id, t.order_id),
	                      'Every difference is decided.')) as n
	  from the_review t
	 where not exists (select from asking)
)
select t.id, coalesce(o.n, 0) > 0 and exists (select from made where choice = 'ask') as is_asked,
       c.n as closed
  from the_review t
 cross join opened o
 cross join closed c
