-- Every night: what of the last two days' looks should be explained. Running twice finds no more.
with told as materialized (
	select a.user_id, a.subject, a.at::date as day, is_look(a.action) as is_look,
	       count(*) as times, min(a.at) as first_at, max(a.at) as last_at
	  from audit a
	 where a.at > now() - interval '2 days' and a.user_id is not null and a.subject is not null
	   and a.outcome = 'done'
	 group by a.user_id, a.subject, a.at::date, is_look(a.action)
), named_subjects as materialized (
	select s.subject, split_part(s.subject, ':', 1) as noun,
	       split_part(s.subject, ':', 2)::bigint as id
	  from (select distinct t.subject from told t
	         where t.subject ~ '^[a-z]+:[0-9]{1,18}$') s
), subjects as materialized (
	-- As subject_case() has it, for all at once.
	select n.subject, n.id as case_id from named_subjects n where n.noun = 'case'
	union all
	select n.subject, o.case_id from named_subjects n join orders o on o.id = n.id
	 where n.noun = 'order'
	union all
	select n.subject, m.case_id from named_subjects n join members m on m.id = n.id
	 where n.noun = 'member'
	union all
	select n.subject, t.case_id from named_subjects n join tasks t on t.id = n.id
	 where n.noun = 'task'
	union all
	select n.subject, k.case_id from named_subjects n join calls k on k.id = n.id
	 where n.noun = 'call'
	union all
	select n.subject, o.case_id
	  from named_subjects n
	  join reviews r on r.id = n.id
	  join orders o on o.id = r.order_id
	 where n.noun = 'review'
), looks as materialized (
	select t.user_id, s.case_id, sum(t.times) as times, min(t.first_at) as first_at,
	       max(t.last_at) as last_at
	  from told t
	  join subjects s on s.subject = t.subject
	  join cases c on c.id = s.case_id
	 where t.is_look
	 group by t.user_id, s.case_id
), worked as materialized (
	select distinct t.user_id, s.case_id
	  from told t
	  join subjects s on s.subject = t.subject
	 where not t.is_look
), staff as materialized (
	select u.id, fold(u.name) as whole, family_name(u.name) as family from users u
), names as materialized (
	select m.case_id, n.whole, null as family
	  from members m,
	       unnest(array[fold(m.first_name || m.last_name), fold(m.last_name || m.first_name),
	                    fold(m.native_name)]) n (whole)
	 where m.case_id in (select l.case_id from looks l)
	union
	select m.case_id, null, fold(n.part)
	  from members m,
	       regexp_split_to_table(m.last_name || ' ' || translate(m.last_name, ' -', ''),
	                             '[\s-]+') n (part)
	 where m.case_id in (select l.case_id from looks l)
), named as (
	select 'coworker' as kind, l.user_id, l.case_id
	  from names n
	  join staff s on s.whole = n.whole
	  join looks l on l.case_id = n.case_id
	union
	select 'surname', l.user_id, l.case_id
	  from names n
	  join looks l on l.case_id = n.case_id
	  join staff s on s.id = l.user_id and s.family = n.family and length(s.family) > 1
), idle as (
	-- Whose case it is, was or could be; whose task; and whoever did anything has work on it.
	select 'no_work' as kind, l.user_id, l.case_id
	  from looks l
	  join users u on u.id = l.user_id and u.role in ('caseworker', 'agent')
	  join cases c on c.id = l.case_id and c.worker_id is not null and c.worker_id <> l.user_id
	 where not exists (select from assignments a
	                    where a.case_id = l.case_id and l.user_id in (a.from_id, a.to_id))
	   and not exists (select from tasks t
	                    where t.case_id = l.case_id
	                      and l.user_id in (t.assignee_id, t.opened_by, t.done_by))
	   and not exists (select from calls k
	                    where k.case_id = l.case_id and k.agent_id = l.user_id)
	   and not exists (select from orders o
	                    where o.case_id = l.case_id and o.created_by = l.user_id)
	   and not exists (select from notes n
	                    where n.case_id = l.case_id and n.user_id = l.user_id)
	   and not exists (select from openings o
	                    where o.case_id = l.case_id and o.user_id = l.user_id)
	   and not exists (select from worked w
	                    where w.user_id = l.user_id and w.case_id = l.case_id)
), of_case as (
	-- Once explained, a name stays explained for a quarter.
	select x.kind, x.user_id, x.case_id, l.times, l.first_at, l.last_at, c.office_id
	  from (select n.kind, n.user_id, n.case_id from named n
	        union all
	        select i.kind, i.user_id, i.case_id from idle i) x
	  join looks l on l.user_id = x.user_id and l.case_id = x.case_id
	  join cases c on c.id = x.case_id
	 where not exists (
	       select from lookups p
	        where p.user_id = x.user_id and p.case_id = x.case_id and p.kind = x.kind
	          and p.state <> 'open'
	          and p.decided_at + case when x.kind = 'no_work' then interval '0'
	                                  else interval '90 days' end > l.last_at)
), of_day as (
	select k.kind, t.user_id, t.day, count(distinct s.case_id) as times,
	       min(t.first_at) as first_at, max(t.last_at) as last_at,
	       mode() within group (order by c.office_id) as office_id
	  from told t
	  join subjects s on s.subject = t.subject
	  join cases c on c.id = s.case_id
	  join lookup_kinds k on k.kind = 'many'
	 where t.is_look
	   and not exists (select from lookups p
	                    where p.user_id = t.user_id and p.kind = k.kind and p.day = t.day
	                      and p.state <> 'open')
	 group by k.kind, k.most, t.user_id, t.day
	having count(distinct s.case_id) > k.most
)
insert into lookups as l (kind, user_id, case_id, office_id, day, times, first_at, last_at)
select f.kind, f.user_id, f.case_id, f.office_id, null::date, f.times, f.first_at, f.last_at
  from of_case f
union all
select d.kind, d.user_id, null, d.office_id, d.day, d.times, d.first_at, d.last_at
  from of_day d
on conflict (kind, user_id, case_id, day) where state = 'open' and kind <> 'restricted' do update
   set times = greatest(l.times, excluded.times), last_at = greatest(l.last_at, excluded.last_at)
 where excluded.last_at > l.last_at or excluded.times > l.times
