-- What stands around every page: the navigation of the role, and when Truv was last heard.
-- $1 user.id   $2 user.role   $3 at
with heard as (
	select max(e.received_at) as at
	  from webhook_events e
	 where e.provider = 'truv'),
tabs as (
	select t.position, t.href, t.word,
	       t.href = $3::text or (t.href <> '/' and starts_with($3::text, t.href || '/'))
	       or (t.href = '/cases' and starts_with($3::text, '/orders/')) as is_current,
	       case when t.href = '/cases' and $2::text in ('caseworker', 'supervisor')
	            then (select count(*) from cases c where c.worker_id = $1::bigint and c.closed_at is null) else 0 end as count
	  from (values (1, '/', 'Home', '{caseworker,agent,front_desk,supervisor,admin,auditor}'::text[]),
	               (2, '/cases', 'Cases', '{caseworker,agent,supervisor}')) t (position, href, word, roles)
	 where $2::text = any (t.roles))
select (select coalesce(json_agg(json_build_object('href', t.href, 'word', t.word, 'is_current', t.is_current,
                                                   'has_count', t.count > 0, 'count', t.count::text) order by t.position), '[]')
          from tabs t) as nav,
       $2::text in ('caseworker', 'agent', 'supervisor') as can_search,
       case when h.at is not null then fmt_age(h.at) end as truv_age,
       case when h.at is not null then fmt_when(h.at) end as truv_since,
       coalesce(h.at < now() - interval '15 minutes', false) as truv_is_silent,
       case to_char(now(), 'TZ') when 'PST' then 'Pacific' when 'PDT' then 'Pacific' when 'MST' then 'Mountain' when 'MDT' then 'Mountain'
                                 when 'CST' then 'Central' when 'CDT' then 'Central' when 'EST' then 'Eastern' when 'EDT' then 'Eastern'
                                 else to_char(now(), 'TZ') end as zone
  from heard h
