-- Applies what the provider says of an order: its connections, its state, its steps, the sentences, the reports to fetch.
-- Only what is as new as, or newer than, what was applied before moves anything; a repeat changes nothing.
-- $1 job.input.order_id   $2 upstream.state   $3 upstream.cause   $4 upstream.updated_at   $5 upstream.expires_at
-- $6 upstream.connections   $7 upstream.share_url   $8 upstream.short_share_url   $9 upstream.user_id   $10 upstream.status
with o as (
	select o.id, o.case_id, o.member_id, o.products, o.state, coalesce($4::timestamptz, now()) as at
	  from orders o
	 where o.id = $1::bigint and o.intent = 'created'
	   and (o.upstream_at is null or o.upstream_at <= coalesce($4::timestamptz, now()))
	   for update
), said as (
	select o.id as order_id, o.case_id, o.member_id, o.at, s.*
	  from o, jsonb_to_recordset($6::jsonb) as s (upstream_id text, kind text, name text, provider text, data_source text,
	                                              link_id text, state text, cause text)
	 where s.upstream_id <> ''
), before as (
	select c.upstream_id, c.state, c.cause
	  from connections c
	  join o on o.id = c.order_id
), changed as (
	select s.*, b.state as was
	  from said s
	  left join before b on b.upstream_id = s.upstream_id
	 where b.upstream_id is null or (b.state, coalesce(b.cause, '')) is distinct from (s.state, coalesce(s.cause, ''))
), kept as (
	insert into connections (order_id, upstream_id, kind, name, provider_name, data_source, link_id, state, cause, tries, upstream_at)
	select order_id, upstream_id, kind, name, provider, data_source, link_id, state, cause, (state = 'needs_you')::integer, at
	  from said
	on conflict (order_id, upstream_id) do update
	   set name = excluded.name, provider_name = excluded.provider_name, data_source = excluded.data_source,
	       link_id = excluded.link_id, state = excluded.state, cause = excluded.cause, upstream_at = excluded.upstream_at,
	       tries = connections.tries + (excluded.state = 'needs_you' and connections.state <> 'needs_you')::integer,
	       state_at = case when (connections.state, coalesce(connections.cause, ''))
	                            is distinct from (excluded.state, coalesce(excluded.cause, ''))
	                       then now() else connections.state_at end
	 where (connections.name, connections.state, connections.cause, connections.link_id, connections.provider_name)
	       is distinct from (excluded.name, excluded.state, excluded.cause, excluded.link_id, excluded.provider_name)
), moved as (
	update orders x
	   set state = case when exists (select from order_moves m where m.was = x.state and m.now = $2) then $2 else x.state end,
	       cause = case when exists (select from order_moves m where m.was = x.state and m.now = $2) or x.state = $2
	                    then $3 else x.cause end,
	       upstream_at = o.at, fetched_at = now(), upstream_status = $10,
	       expires_at = coalesce($5::timestamptz, x.expires_at),
	       share_url = coalesce($7, x.share_url), short_share_url = coalesce($8, x.short_share_url),
	       upstream_user_id = coalesce($9, x.upstream_user_id)
	  from o
	 where x.id = o.id
), steps as (
	insert into order_steps (order_id, step)
	select distinct s.order_id, t.step
	  from said s
	  join (values ('connecting', 'found'), ('reading', 'found'), ('reading', 'signed_in'), ('reading', 'reading'),
	               ('needs_you', 'found'), ('ready', 'found'), ('ready', 'signed_in'), ('ready', 'reading'), ('ready', 'ready'))
	       as t (state, step) on t.state = s.state
	on conflict do nothing
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select c.case_id, c.member_id, c.order_id,
	       'connection:' || c.order_id || ':' || c.upstream_id || ':' || c.state || ':' || extract(epoch from c.at),
	       w.icon, member_name(m) || ': ' || c.name || ' ' || t.words, 'Truv', c.state = 'needs_you'
	  from changed c
	  join members m on m.id = c.member_id
	  join order_states w on w.state = c.state
	  join (values ('connecting', 'is being connected'), ('reading', 'is being read'), ('ready', 'is ready to review'),
	               ('needs_you', 'could not be connected')) as t (state, words) on t.state = c.state
	on conflict do nothing
)
insert into jobs (kind, input, single)
select distinct 'reports/fetch', jsonb_build_object('order_id', o.id, 'product', p), 'report:' || o.id || ':' || p
  from o
  join changed c on c.order_id = o.id and c.state = 'ready'
 cross join unnest(o.products) as p
 where (p = 'assets') = (c.kind = 'bank')
   and not (p = 'employment' and 'income' = any (o.products))
on conflict do nothing
