-- The provider made the order: closes the attempt, keeps its ids and links. Webhooks that were here
-- before this answer have their effect by the trigger order_known.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash
-- $5 upstream.upstream_id   $6 upstream.user_id
-- $7 upstream.share_url   $8 upstream.short_share_url   $9 upstream.expires_at   $10 job.generation
with closed as (
	update order_attempts
	   set phase = 'accepted', ended_at = now(), http_status = $2::integer,
	   	curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $10::bigint
	returning order_id
), made as (
	update orders o
	   set intent = 'created', state = 'waiting', upstream_id = $5, upstream_user_id = $6,
	       share_url = $7, short_share_url = coalesce($8, $7), expires_at = $9::timestamptz
	  from closed c
	 where o.id = c.order_id and o.intent = 'sending'
	returning o.id, o.case_id, o.member_id, o.delivery
), step as (
	insert into order_steps (order_id, step) select id, 'sent' from made on conflict do nothing
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
select o.case_id, o.member_id, o.id, 'order:' || o.id || ':sent', 'check_circle',
       member_name(m) || case o.delivery when 'truv' then ': link sent by Truv'
              else ': link ready' end, 'Truv'
  from made o
  join members m on m.id = o.member_id
on conflict do nothing
