-- Every order the provider was told of, nearly as POST /control/adopt wants them: one JSON
-- document, for a simulator that was just started; adopt.mjs makes the tokens of the sealed
-- links. For the demo world, not for real data. The session sees all offices and its time zone
-- is UTC.
-- What the provider said last is turned back into its own words; an order whose client is choosing
-- has a task but no connection yet.
with told as (
	select o.id, o.state, o.state_at, o.upstream_id, o.upstream_user_id, o.order_number, o.case_id,
	       o.member_id, o.language, o.email, o.phone, o.products, o.delivery, o.delay_hours,
	       o.created_at, o.upstream_at, o.expires_at, o.share_url, o.short_share_url,
	       o.refresh_of_id, w.is_over,
	       case when w.word <> 'open' then w.word when o.delivery = 'truv' then 'sent'
	            else 'pending' end as status
	  from orders o
	 cross join lateral (select coalesce(o.upstream_status, 'open') as word,
	                            o.upstream_status not in ('open', 'pending', 'sent') as is_over) w
	 where o.provider = 'truv' and o.upstream_id is not null and o.upstream_user_id is not null
),
links as (
	select c.order_id, c.id, c.upstream_id, c.link_id, c.kind, c.provider_name, c.created_at,
	       c.upstream_at, nullif(nullif(c.name, 'Employment and income'), 'Bank accounts') as name,
	       case when c.state in ('ready', 'reviewed') then 'done'
	            when c.state = 'reading' then 'parse'
	            when c.state = 'connecting' then 'mfa' else c.cause end as task_status,
	       case when t.is_over is not true then t.status
	            when c.state in ('ready', 'reviewed') then 'completed'
	            when c.state in ('expired', 'canceled') then c.state
	            when c.cause in ('skipped', 'no_data') then c.cause else 'error' end as status
	  from connections c
	  join told t on t.id = c.order_id
	 union all
	select t.id, null, null, null, 'employer', null, t.state_at, t.state_at, null, 'new', t.status
	  from told t
	 where t.state = 'connecting'
	   and not exists (select from connections c where c.order_id = t.id)
)
select json_build_object('orders', coalesce(json_agg(json_build_object(
	'id', t.upstream_id, 'user_id', t.upstream_user_id, 'order_number', t.order_number,
	'external_user_id', c.reference, 'first_name', m.first_name, 'last_name', m.last_name,
	'email', t.email, 'phone', regexp_replace(t.phone, '^\+1', ''), 'products', t.products,
	'locale', l.truv_locale, 'is_suppressed', t.delivery <> 'truv', 'delay_hours', t.delay_hours,
	'status', t.status, 'created_at', t.created_at,
	'updated_at', coalesce(t.upstream_at, t.created_at),
	'expires_at', coalesce(t.expires_at, t.created_at + interval '30 days'),
	'row', t.id::text, 'share_url', t.share_url, 'short_share_url', t.short_share_url,
	'initial_order', (select o.upstream_id from orders o where o.id = t.refresh_of_id),
	'connections', (
		select coalesce(json_agg(json_build_object(
		           'id', k.upstream_id, 'link_id', k.link_id, 'kind', k.kind, 'name', k.name,
		           'provider', k.provider_name, 'status', k.status, 'task_status', k.task_status,
		           'created_at', k.created_at, 'updated_at', k.upstream_at) order by k.id), '[]')
		  from links k
		 where k.order_id = t.id),
	'reports', (
		select coalesce(json_agg(json_build_object(
		           'id', r.upstream_id, 'product', r.product, 'created_at', r.requested_at)
		           order by r.id), '[]')
		  from reports r
		 where r.order_id = t.id)) order by t.id), '[]'))
  from told t
  join members m on m.id = t.member_id
  join cases c on c.id = t.case_id
  join languages l on l.code = t.language
