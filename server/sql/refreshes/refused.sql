-- The provider refused to read again: nothing was read, and the intent ends. When it says that
-- three times in 24 hours were used up elsewhere, the ledger believes it.
-- $1 attempt.id   $2 answer.http_status   $3 answer.curl_code   $4 answer.reply_hash   $5 problems
-- $6 job.generation
with closed as (
	update order_attempts
	   set phase = 'refused', ended_at = now(), http_status = $2::integer,
	       curl_code = $3::integer, reply_hash = $4
	 where id = $1::bigint and phase = 'committed' and generation = $6::bigint
	returning order_id, id
), refused as (
	update orders o
	   set intent = 'rejected', state = 'canceled',
	       problems = coalesce($5::jsonb, '{}'),
	       cancel_reason = case when $5::jsonb ? 'limit'
	                            then 'Read three times in the last 24 hours'
	                            else order_teller(o.id)
	                                 || ' has nothing that it could read again' end
	  from closed c
	 where o.id = c.order_id and o.intent = 'sending'
	returning o.id, o.case_id, o.member_id, o.cancel_reason, o.problems, o.products,
	          o.refresh_of_id, o.refresh_connections, c.id as attempt_id
), believed as (
	insert into refresh_links (link_id, spent)
	select distinct l.link_id, array[now(), now(), now()]
	  from refused r,
	       refresh_reads(r.refresh_of_id, r.products[1], r.refresh_connections) l
	 where r.problems ? 'limit'
	 order by l.link_id
	on conflict (link_id) do update set spent = excluded.spent
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select o.case_id, o.member_id, o.id, 'attempt:' || o.attempt_id || ':refused', 'error',
       member_name(m) || ': not read again. ' || o.cancel_reason, order_teller(o.id), true
  from refused o
  join members m on m.id = o.member_id
on conflict do nothing
