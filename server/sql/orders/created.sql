-- The provider made the order: closes the attempt, keeps its ids and links. Webhooks that were here
-- before this answer have their effect by the trigger order_known.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash
-- $5 upstream.upstream_id   $6 upstream.user_id
-- $7 sealed(upstream.share_url,orders.share_url,job.input.order_id)
-- $8 sealed(upstream.short_share_url,orders.short_share_url,job.input.order_id)
-- $9 upstream.expires_at   $10 job.generation
-- $11 upstream.session.code
-- $12 sealed(upstream.session.token,client_sessions.token,job.input.order_id)
-- $13 upstream.session.token_hash
with closed as (
	update order_attempts
	   set phase = 'accepted', ended_at = now(), http_status = $2::integer,
	   	curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $10::bigint
	returning order_id
), made as (
	update orders o
	   set intent = 'created', state = case when n.needs_client then 'waiting' else 'reading' end,
	       upstream_id = $5, upstream_user_id = $6,
	       share_url = $7, short_share_url = $8, expires_at = $9::timestamptz
	  from closed c
	  join orders x on x.id = c.order_id
	  join provider_methods n on n.provider = x.provider and n.method = x.method
	 where o.id = c.order_id and o.intent = 'sending'
	returning o.id, o.case_id, o.member_id, o.delivery, o.provider, n.needs_client
), session as (
	insert into client_sessions (order_id, code, token, token_hash)
	select id, $11, $12, $13 from made where $11::text is not null
	on conflict do nothing
), again as (
	-- What nobody waits for may be there already.
	insert into jobs (kind, input, single)
	select 'orders/refetch', json_build_object('order_id', id), 'refetch:' || id
	  from made
	 where not needs_client
	on conflict do nothing
), step as (
	insert into order_steps (order_id, step) select id, 'sent' from made on conflict do nothing
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
select o.case_id, o.member_id, o.id, 'order:' || o.id || ':sent', 'check_circle',
       member_name(m) || case when not o.needs_client then ': ' || p.word || ' is asked'
                              when o.delivery = 'truv' then ': link sent by ' || p.word
                              else ': link ready' end, p.word
  from made o
  join providers p on p.provider = o.provider
  join members m on m.id = o.member_id
on conflict do nothing
