-- What stands around every page: the navigation of the role, and when Truv was last heard.
-- $1 user.id   $2 user.role   $3 at   $4 session.place_hash
-- $5 session.hash
with heard as (
	select max(e.received_at) as at
	  from webhook_events e
	 where e.provider = main_provider()),
offered (position, href, word, roles) as (
	values (1, '/', 'Home', '{caseworker,agent,supervisor,admin,auditor}'::text[]),
	       (2, '/calls/new', 'New call', '{agent}'),
	       (2, '/cases', 'Cases', '{caseworker,agent,supervisor}'),
	       (3, '/worklist', 'Worklist', '{caseworker,agent,supervisor}'),
	       (4, '/review', 'Review', '{caseworker,supervisor}'),
	       (6, '/team', 'Team', '{supervisor}'),
	       (5, '/renewals', 'Renewals', '{caseworker,supervisor}'),
	       (7, '/imports', 'Imports', '{supervisor}'),
	       (6, '/desk', 'Desk', '{front_desk,caseworker,agent,supervisor}'),
	       (7, '/desk/displays', 'Displays', '{front_desk}'),
	       (8, '/messages/check', 'Check a message', '{agent,front_desk}'),
	       (2, '/audit', 'Audit', '{auditor}'),
	       (9, '/admin/users', 'Users', '{admin}'),
	       (10, '/admin/offices', 'Offices', '{admin}'),
	       (11, '/admin/programs', 'Programs', '{admin}'),
	       (12, '/admin/messages', 'Messages', '{admin}'),
	       (13, '/admin/truv', 'Truv', '{admin}'),
	       (14, '/admin/truework', 'Truework', '{admin}'),
	       (15, '/admin/api', 'API', '{admin}')),
mine (href, count) as (
	select '/cases', count(*)
	  from cases c
	 where c.worker_id = $1::bigint and c.closed_at is null
	union all
	select '/worklist', count(*)
	  from work w
	 where w.worker_id = $1::bigint and w.snoozed_until <= current_date
	union all
	select '/review', count(*)
	  from work w
	  join reviews v on v.order_id = w.order_id and v.state = 'open'
	 where w.worker_id = $1::bigint and w.state = 'ready'
	   and not exists (select from decisions d
	                    where d.review_id = v.id and d.round = v.round
	                      and d.decided_by = $1::bigint)
	union all
	select '/team', count(*)
	  from lookups l
	 where $2::text = 'supervisor' and l.state = 'open' and l.user_id <> $1::bigint
	   and l.office_id in (select u.office_id from user_offices u where u.user_id = $1::bigint)
	union all
	select '/renewals', count(*)
	  from campaigns c
	 where c.state in ('waiting', 'running', 'paused')
	   and c.office_ids && array(select u.office_id
	                               from user_offices u
	                              where u.user_id = $1::bigint)),
tabs as (
	select o.position, o.href, o.word, coalesce(m.count, 0) as count,
	       o.href = $3::text
	       or (o.href <> '/' and starts_with($3::text, o.href || '/')
	           and not (o.href = '/desk' and $3::text = '/desk/displays'))
	       or (o.href = '/calls/new' and starts_with($3::text, '/calls/'))
	       or (o.href = '/cases' and starts_with($3::text, '/orders/'))
	       or (o.href = '/worklist' and starts_with($3::text, '/tasks/'))
	       or (o.href = '/team' and starts_with($3::text, '/lookups/'))
	       or (o.href = '/imports' and $3::text ~ '^/exports(/|$)') as is_current
	  from offered o
	  left join mine m on m.href = o.href
	 where $2::text = any (o.roles))
select (select coalesce(json_agg(json_build_object(
	               'href', t.href, 'word', t.word, 'is_current', t.is_current,
	               'has_count', t.count > 0, 'count', t.count::text) order by t.position), '[]')
          from tabs t) as nav,
       $2::text in ('caseworker', 'agent', 'supervisor') as can_search,
       exists (select from drafts d
                where d.user_id = $1::bigint and d.place_hash = $4::text
                  and d.session_hash <> $5::text and d.fields is not null) as has_draft,
       case when h.at is not null then fmt_age(h.at) end as truv_age,
       case when h.at is not null then fmt_when(h.at) end as truv_since,
       case when h.at < now() - span(interval '15 minutes') then provider_waits(main_provider())
            else false end as truv_is_silent,
       case left(to_char(now(), 'TZ'), 1) || right(to_char(now(), 'TZ'), 1)
       when 'PT' then 'Pacific' when 'MT' then 'Mountain'
       when 'CT' then 'Central' when 'ET' then 'Eastern'
       else to_char(now(), 'TZ') end as zone
  from heard h
