-- The people of a campaign in one group or with one reason, by due day, a hundred to a page.
-- $1 path.id   $2 query.show   $3 query.reason   $4 query.after   $5 user.offices
-- $6 user.sees_all   $7 user.id   $8 user.role
with c as (
	select x.id, x.name
	  from campaigns x
	 where x.id = $1::bigint and (x.office_ids && $5::bigint[] or $6::boolean)
), groups (place, outcome, word) as (
	values (1, 'person', 'Needs a person'), (2, 'changed', 'Changed, to review'),
	       (3, 'failed', 'Refresh failed'), (4, 'unchanged', 'Ready to renew'),
	       (5, 'todo', 'Still to do'), (6, 'left_out', 'Left out')
), asked as (
	select c.id, c.name, g.outcome, r.reason, coalesce(r.word, g.word, 'Everybody') as word,
	       case when $4::text ~ '^[0-9]{1,18}$' then $4::bigint else 0 end as after
	  from c
	  left join groups g on g.outcome = $2
	  left join campaign_reasons r on r.reason = $3
), found as (
	select i.id, i.case_id, i.member_id, i.due_on, i.place, i.reason, i.tries, i.run_at,
	       coalesce(i.link_id, i.refresh_id) as order_id
	  from asked a
	  join campaign_items i on i.campaign_id = a.id
	                       and (i.office_id = any ($5::bigint[]) or $6::boolean)
	  join campaign_places p on p.place = i.place
	 where (a.outcome is null or p.outcome = a.outcome)
	   and (a.reason is null or i.reason = a.reason) and i.id > a.after
	 order by i.id
	 limit 101
), rows_shown as (
	select f.id, m.native_name, m.language, member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       k.reference, fmt_day(f.due_on) as due, p.word as place,
	       coalesce(r.word, '') as reason,
	       case when f.place = 'again' then 'Again ' || fmt_when(f.run_at) end as again,
	       s.word as state_word, s.look as state_look, s.icon as state_icon,
	       case when o.id is not null then '/orders/' || o.id
	            else '/cases/' || f.case_id end as href,
	       case when p.outcome = 'person' or f.place = 'left_out'
	            then '/cases/' || f.case_id || '/verify?member=' || f.member_id end as work
	  from found f
	  join members m on m.id = f.member_id
	  join cases k on k.id = f.case_id and case_seen_by(k, $7::bigint, $8::text, $5::bigint[])
	  join campaign_places p on p.place = f.place
	  left join campaign_reasons r on r.reason = f.reason
	  left join orders o on o.id = f.order_id
	  left join order_states s on s.state = o.state
	 order by f.id
	 limit 100
)
select a.id, a.name as campaign, a.word as heading,
       (select json_agg(json_build_object(
                   'word', g.word, 'href', '/renewals/' || a.id || '/people?show=' || g.outcome,
                   'is_current', g.outcome is not distinct from a.outcome,
                   'count', (select count(*)
                               from campaign_items i
                               join campaign_places p on p.place = i.place
                              where i.campaign_id = a.id and p.outcome = g.outcome
                                and (i.office_id = any ($5::bigint[]) or $6::boolean))::text)
                   order by g.place)
          from groups g) as views,
       (select coalesce(json_agg(json_build_object(
                   'id', x.id, 'native_name', x.native_name, 'language', x.language,
                   'name', x.name, 'latin_name', x.latin_name, 'reference', x.reference,
                   'due', x.due, 'place', x.place, 'reason', x.reason, 'again', x.again,
                   'has_order', x.state_word is not null, 'state_word', x.state_word,
                   'state_look', x.state_look, 'state_icon', x.state_icon, 'href', x.href,
                   'work', x.work) order by x.id), '[]')
          from rows_shown x) as people,
       case when (select count(*) from found) > 100
            then '/renewals/' || a.id || '/people?show=' || coalesce(a.outcome, '') || '&reason='
                 || coalesce(a.reason, '') || '&after=' || (select max(x.id) from rows_shown x)
            end as next_href
  from asked a
