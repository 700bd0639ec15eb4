-- The order turned out to exist: the intent is created after all, and the truth about it is asked
-- for.
-- $1 job.input.order_id   $2 upstream.upstream_id   $3 upstream.user_id
-- $4 sealed(upstream.share_url,orders.share_url,job.input.order_id)
-- $5 sealed(upstream.short_share_url,orders.short_share_url,job.input.order_id)
-- $6 upstream.expires_at
with made as (
	update orders o
	   set intent = 'created', cause = null, upstream_id = $2, upstream_user_id = $3,
	       state = case when o.refresh_of_id is null and n.needs_client then 'waiting'
	                    else 'reading' end,
	       share_url = case when o.refresh_of_id is null then $4 end,
	       short_share_url = case when o.refresh_of_id is null then $5 end,
	       expires_at = $6::timestamptz
	  from orders x
	  join provider_methods n on n.provider = x.provider and n.method = x.method
	 where x.id = $1::bigint and o.id = x.id and o.intent in ('uncertain', 'needs_review')
	returning o.id, o.case_id, o.member_id, o.provider
), step as (
	insert into order_steps (order_id, step) select id, 'sent' from made on conflict do nothing
), again as (
	insert into jobs (kind, input, single)
	select 'orders/refetch', json_build_object('order_id', id), 'refetch:' || id from made
	on conflict do nothing
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
select o.case_id, o.member_id, o.id, 'order:' || o.id || ':sent', 'check_circle',
       member_name(m) || ': the order was sent after all', p.word
  from made o
  join providers p on p.provider = o.provider
  join members m on m.id = o.member_id
on conflict do nothing
