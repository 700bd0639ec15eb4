-- Applies what the provider says of an order: its connections, its state, its steps, the sentences,
-- the reports to fetch. The same sayings in any order, any number of times, end the same.
-- $1 job.input.order_id   $2 upstream.state   $3 upstream.cause   $4 upstream.updated_at
-- $5 upstream.expires_at   $6 upstream.connections
-- $7 sealed(upstream.share_url,orders.share_url,job.input.order_id)
-- $8 sealed(upstream.short_share_url,orders.short_share_url,job.input.order_id)
-- $9 upstream.user_id   $10 upstream.status   $11 upstream.asked_at
-- The order is held by orders/lock: nobody else applies to it meanwhile.
with o as (
	select o.id, o.case_id, o.member_id, o.products, o.state as was, o.is_background, t.at,
	       (state_weight($2, $10, $3), t.at, state_progress($2), coalesce($10, ''),
	        coalesce($3, ''))
	       >= (state_weight(o.state, o.upstream_status, o.cause),
	           coalesce(o.upstream_at, '-infinity'), state_progress(o.state),
	           coalesce(o.upstream_status, ''), coalesce(o.cause, '')) as is_news,
	       order_hold(o.id) as hold
	  from orders o,
	       lateral (select coalesce($4::timestamptz, $11::timestamptz, now()) as at) t
	 where o.id = $1::bigint and o.intent = 'created'
), said as (
	select distinct on (s.upstream_id)
	       o.id as order_id, o.case_id, o.member_id, o.at, s.upstream_id, s.kind, s.name,
	       s.provider, s.data_source, s.link_id, s.state, s.cause
	  from o, jsonb_to_recordset($6::jsonb) as s (upstream_id text, kind text, name text,
	       provider text, data_source text, link_id text, state text, cause text)
	 where s.upstream_id <> ''
	 order by s.upstream_id, state_progress(s.state) desc
), news as (
	select s.order_id, s.case_id, s.member_id, s.at, s.upstream_id, s.kind, s.name, s.provider,
	       s.data_source, s.link_id, s.state, s.cause,
	       c.id is null or (c.state, coalesce(c.cause, ''))
	                       is distinct from (s.state, coalesce(s.cause, '')) as has_moved
	  from said s
	  left join connections c on c.order_id = s.order_id and c.upstream_id = s.upstream_id
	 where c.id is null
	    or (state_weight(s.state, 'completed', null), s.at, state_progress(s.state),
	        coalesce(s.cause, ''))
	       >= (state_weight(c.state, 'completed', null), c.upstream_at, state_progress(c.state),
	           coalesce(c.cause, ''))
), kept as (
	insert into connections (order_id, upstream_id, kind, name, provider_name, data_source,
	                         link_id, state, cause, tries, upstream_at)
	select order_id, upstream_id, kind, name, provider, data_source, link_id, state, cause,
	       (state = 'needs_you')::integer, at
	  from news
	on conflict (order_id, upstream_id) do update
	   set name = excluded.name, provider_name = excluded.provider_name,
	       data_source = excluded.data_source, link_id = excluded.link_id,
	       state = excluded.state, cause = excluded.cause, upstream_at = excluded.upstream_at,
	       tries = connections.tries + (excluded.state = 'needs_you'
	                                    and connections.state <> 'needs_you')::integer,
	       state_at = case when (connections.state, coalesce(connections.cause, ''))
	                            is distinct from (excluded.state, coalesce(excluded.cause, ''))
	                       then now() else connections.state_at end
	 where (connections.name, connections.state, connections.cause, connections.link_id,
	        connections.provider_name, connections.upstream_at)
	       is distinct from (excluded.name, excluded.state, excluded.cause, excluded.link_id,
	                         excluded.provider_name, excluded.upstream_at)
), goal as (
	-- What a person holds back or has reviewed stays so until there is something new to look at.
	select o.id, o.at, g.state, g.cause
	  from o,
	       lateral (select $2 = 'ready' and o.hold is not null as is_held,
	                       $2 = 'ready' and o.was = 'reviewed'
	                       and not exists (select from news n
	                                        where n.has_moved and n.state = 'ready') as is_done) h,
	       lateral (select case when h.is_held then 'needs_you' when h.is_done then 'reviewed'
	                            else $2 end as state,
	                       case when h.is_held then o.hold when not h.is_done then $3 end
	                       as cause) g
	 where o.is_news
	   and (g.state = o.was
	        or exists (select from order_moves m where m.was = o.was and m.now = g.state))
), moved as (
	update orders x
	   set state = g.state, cause = g.cause, upstream_at = g.at, fetched_at = now(),
	       upstream_status = $10, expires_at = coalesce($5::timestamptz, x.expires_at),
	       share_url = case when x.refresh_of_id is null then coalesce($7, x.share_url) end,
	       short_share_url = case when x.refresh_of_id is null
	                              then coalesce($8, x.short_share_url) end,
	       upstream_user_id = coalesce($9, x.upstream_user_id)
	  from goal g
	 where x.id = g.id
), asked as (
	update orders x
	   set fetched_at = now()
	  from o
	 where x.id = o.id and not exists (select from goal)
), steps as (
	insert into order_steps (order_id, step)
	select distinct n.order_id, s.step
	  from news n
	  join (values ('connecting', '{opened,found}'::text[]), ('needs_you', '{opened,found}'),
	               ('reading', '{opened,found,signed_in,reading}'),
	               ('ready', '{opened,found,signed_in,reading,ready}'))
	       as t (state, steps) on t.state = n.state,
	       unnest(t.steps) as s (step)
	on conflict do nothing
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select n.case_id, n.member_id, n.order_id,
	       'connection:' || n.order_id || ':' || n.upstream_id || ':' || n.state || ':'
	       || extract(epoch from n.at),
	       w.icon, member_name(m) || ': ' || n.name || ' ' || t.words,
	       order_teller(n.order_id),
	       n.state = 'needs_you'
	  from news n
	  join members m on m.id = n.member_id
	  join order_states w on w.state = n.state
	  join (values ('connecting', 'is being connected'), ('reading', 'is being read'),
	               ('ready', 'is ready to review'), ('needs_you', 'could not be connected'))
	       as t (state, words) on t.state = n.state
	 where n.has_moved
	on conflict do nothing
)
insert into jobs (kind, input, single)
select distinct 'reports/fetch',
       jsonb_build_object('order_id', o.id, 'product', p)
       || case when o.is_background then '{"lane": "background"}'::jsonb else '{}' end,
       'report:' || o.id || ':' || p
  from o
  join news n on n.order_id = o.id and n.has_moved and n.state = 'ready'
 cross join unnest(o.products) as p
 where (p = 'assets') = (n.kind = 'bank')
   and not (p = 'employment' and 'income' = any (o.products))
on conflict do nothing
