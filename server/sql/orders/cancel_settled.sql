-- What became of a cancellation, by what the provider says of the order now. No row while it is
-- still open there. One whose data are here stays; any other that is over there is closed here.
-- $1 job.input.order_id   $2 upstream.status
-- A session is nothing there that could be canceled: its page ends here.
with settled as (
	update orders o
	   set cancel_asked_at = null,
	       state = case when o.state in ('ready', 'reviewed', 'expired') then o.state
	                    else 'canceled' end,
	       cause = null,
	       cancel_reason = case when o.state in ('ready', 'reviewed') then null
	                            else o.cancel_reason end
	 where o.id = $1::bigint and o.cancel_asked_at is not null
	   and ($2 is distinct from 'open' or o.method = 'session')
	returning o.id, o.case_id, o.member_id, o.provider, o.state in ('ready', 'reviewed') as is_kept
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select s.case_id, s.member_id, s.id,
	       'order:' || s.id || ':canceled:'
	       || (select count(*) from order_attempts a where a.order_id = s.id),
	       case when s.is_kept then 'error' else 'cancel' end,
	       member_name(m) || case when s.is_kept
	                              then ': not canceled, the client had finished before'
	                              else ': order canceled' end,
	       p.word, s.is_kept
	  from settled s
	  join providers p on p.provider = s.provider
	  join members m on m.id = s.member_id
	on conflict do nothing
)
select id from settled
