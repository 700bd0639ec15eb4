-- The county's accounts for the administrators: how they are set up, which group opens what, who
-- was not let in, and the emergency account.
-- $1 county.issuer   $2 county.is_required   $3 county.claim   $4 county.return_url
-- $5 county.told_url   $6 county.left_url   $7 county.offices   $8 form.role   $9 user.id
with groups as (
	select g.id::text, g.group_name, r.word as role_word,
	       case when g.role = 'agent' then 'Every office'
	            else coalesce((select string_agg(o.name, ', ' order by o.name)
	                             from group_role_offices x
	                             join offices o on o.id = x.office_id
	                            where x.group_role_id = g.id), 'None needed') end as offices,
	       fmt_day(g.made_at) as since, coalesce(u.name, 'nobody here') as by
	  from group_roles g
	  join roles r on r.role = g.role
	  left join users u on u.id = g.made_by
	 where g.ended_at is null
	 order by r.rank, g.group_name
), refused as (
	select fmt_when(f.at) as at, fmt_iso(f.at) as at_iso,
	       case f.why when 'unmapped' then 'No group of theirs opens Verify'
	                  when 'disabled' then 'Account turned off here'
	                  when 'nameless' then 'No name or e-mail came'
	                  when 'taken' then 'E-mail of another account here'
	                  when 'over' then 'Link used before, too old, or of another browser'
	                  when 'declined' then 'Stopped at the county account'
	                  when 'away' then 'County account did not answer'
	                  else 'What came did not hold' end as why,
	       case when cardinality(f.groups) = 0 then 'none told'
	            else left(array_to_string(f.groups, ', '), 300) end as groups
	  from county_refusals f
	 order by f.at desc, f.id desc
	 limit 20
), candidates as (
	select u.id::text, u.name, u.email
	  from users u
	 where u.role = 'admin' and u.subject is null and u.password_hash is not null
	   and not u.is_disabled and not u.is_emergency
	 order by u.name
), uses as (
	select e.id::text, u.name, e.remote, fmt_when(e.at) as at, fmt_iso(e.at) as at_iso,
	       e.seen_at is not null as is_seen, e.user_id = $9::bigint as is_mine,
	       s.name as seen_by, fmt_when(e.seen_at) as seen
	  from emergency_uses e
	  join users u on u.id = e.user_id
	  left join users s on s.id = e.seen_by
	 order by e.at desc
	 limit 10
)
select 'County sign-in' as title,
       case when $1::text is null then 'County accounts are not set up'
            when n.count = 0 then 'County accounts are on, and no group opens Verify'
            when n.count = 1 then 'County accounts are on, 1 group opens Verify'
            else 'County accounts are on, ' || n.count || ' groups open Verify' end as heading,
       $1::text is not null as is_on, $1::text as issuer, $3::text as claim,
       coalesce($2::boolean, false) as is_required,
       $4::text as return_url, $5::text as told_url, $6::text as left_url,
       coalesce((select fmt_when(p.keys_at) from county_providers p where p.issuer = $1::text),
                'Not yet') as keys_read,
       (select coalesce(json_agg(g), '[]') from groups g) as groups,
       (select json_agg(json_build_object('value', r.role, 'word', r.word,
                                          'is_chosen', r.role is not distinct from $8::text)
                        order by r.rank) from roles r) as roles,
       (select json_agg(json_build_object('id', o.id::text, 'name', o.name, 'is_chosen',
                                          coalesce(o.id::text = any ($7::text[]), false))
                        order by o.name) from offices o) as offices,
       (select coalesce(json_agg(f), '[]') from refused f) as refused,
       (select coalesce(json_agg(json_build_object('id', u.id::text, 'name', u.name,
                                                   'email', u.email) order by u.name), '[]')
          from users u
         where u.is_emergency) as emergencies,
       (select coalesce(json_agg(x), '[]') from candidates x) as candidates,
       exists (select from candidates) as has_candidates,
       (select coalesce(json_agg(e), '[]') from uses e) as uses
  from (select count(*) as count from groups) n
