-- The provider reads again: closes the attempt, keeps the refresh's ids and its connections, so
-- that events about them find it. Its link is nobody's to open and is not kept.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash
-- $5 upstream.upstream_id   $6 upstream.user_id   $7 upstream.connections   $8 job.generation
with closed as (
	update order_attempts
	   set phase = 'accepted', ended_at = now(), http_status = $2::integer,
	       curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $8::bigint
	returning order_id
), made as (
	update orders o
	   set intent = 'created', state = 'reading', upstream_id = $5, upstream_user_id = $6
	  from closed c
	 where o.id = c.order_id and o.intent = 'sending'
	returning o.id, o.case_id, o.member_id
), read as (
	insert into connections (order_id, upstream_id, kind, name, provider_name, data_source,
	                         link_id, state, upstream_at)
	select m.id, s.upstream_id, s.kind, s.name, s.provider, s.data_source, s.link_id, 'reading',
	       '-infinity'
	  from made m, jsonb_to_recordset($7::jsonb) as s (upstream_id text, kind text, name text,
	       provider text, data_source text, link_id text)
	 where s.upstream_id <> ''
	on conflict do nothing
), step as (
	insert into order_steps (order_id, step) select id, 'sent' from made on conflict do nothing
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
select o.case_id, o.member_id, o.id, 'order:' || o.id || ':sent', 'autorenew',
       member_name(m) || ': being read again, without the client',
       order_teller(o.id)
  from made o
  join members m on m.id = o.member_id
on conflict do nothing
