-- The campaigns a person may see, what waits for somebody first.
-- $1 user.offices   $2 user.sees_all   $3 user.role
with seen as (
	select x.id, x.name, x.state, x.due_from, x.due_to, x.created_at, x.started_at, s.word, s.look,
	       s.icon, s.place,
	       (select coalesce(fmt_list(array_agg(f.name order by f.name)), 'none')
	          from offices f where f.id = any (x.office_ids)) as offices
	  from campaigns x
	  join campaign_states s on s.state = x.state
	 where x.office_ids && $1::bigint[] or $2::boolean
), counted as (
	select i.campaign_id, count(*) filter (where p.outcome <> 'left_out') as people,
	       count(*) filter (where p.outcome in ('unchanged', 'changed', 'person')
	                           or i.place = 'linked') as done,
	       count(*) filter (where p.outcome = 'person') as person
	  from seen
	  join campaign_items i on i.campaign_id = seen.id
	  join campaign_places p on p.place = i.place
	 group by i.campaign_id
)
select 'Renewals' as title,
       case when count(s.id) = 0 then 'No renewals yet'
            else count(s.id) filter (where s.state = 'running') || ' running'
                 || case when count(s.id) filter (where s.state = 'waiting') > 0
                         then ', ' || count(s.id) filter (where s.state = 'waiting')
                              || ' wait for approval' else '' end end as heading,
       $3::text = 'supervisor' as can_make, count(s.id) > 0 as has_campaigns,
       coalesce(json_agg(json_build_object(
           'id', s.id::text, 'name', s.name, 'state_word', s.word, 'state_look', s.look,
           'state_icon', s.icon, 'offices', s.offices,
           'due', fmt_day(s.due_from) || ' to ' || fmt_day(s.due_to),
           'done', to_char(coalesce(k.done, 0), 'FM999,999,990'),
           'people', to_char(coalesce(k.people, 0), 'FM999,999,990'),
           'person', case when k.person > 0 then to_char(k.person, 'FM999,999,990') end,
           'since', fmt_when(coalesce(s.started_at, s.created_at)),
           'since_iso', fmt_iso(coalesce(s.started_at, s.created_at)))
           order by s.place, s.id desc) filter (where s.id is not null), '[]') as campaigns
  from (select 1) one
  left join seen s on true
  left join counted k on k.campaign_id = s.id
