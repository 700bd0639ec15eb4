-- What a refresh came to, once, and all that follows from it: the review of what is unchanged in a
-- campaign closes by itself; a new link is drafted where the saved sign-in no longer works; a site
-- that is down is tried again within the provider's limit; a campaign's person goes on.
-- $1 job.input.order_id   $2 refresh.outcome
with settled as (
	update orders o
	   set refresh_outcome = $2, settled_at = now(),
	       state = n.state, cause = case when n.state = o.state then o.cause end,
	       cancel_reason = case when n.state = 'canceled' then coalesce(o.cancel_reason,
	                            'Could not be read again; the campaign goes on with it')
	                            else o.cancel_reason end
	  from orders x
	 cross join lateral (
	       select case when x.is_background and $2 = 'unchanged' and x.state = 'ready'
	                   then 'reviewed'
	                   when x.is_background and $2 in ('signin', 'later')
	                        and x.state = 'needs_you'
	                   then 'canceled' else x.state end as state) n
	 where o.id = $1::bigint and x.id = o.id and o.refresh_outcome is null
	returning o.id, o.case_id, o.member_id, o.products, o.language, o.refresh_of_id,
	          o.is_background, o.created_by, o.state
), reviewed as (
	update reviews r
	   set state = 'decided'
	  from settled s
	 where r.order_id = s.id and s.state = 'reviewed' and r.state = 'open'
), stopped as (
	select s.id, (select c.cause
	                from connections c
	               where c.order_id = s.id and c.cause is not null
	               order by c.state_at desc, c.id desc
	               limit 1) as cause,
	       f.next_at
	  from settled s
	  left join lateral refresh_left((
	       select array_agg(r.link_id)
	         from refresh_reads(s.refresh_of_id, s.products[1], '{}') r)) f on true
), item as (
	update campaign_items i
	   set place = p.place, reason = p.reason,
	       run_at = case when $2 = 'limited'
	                     then coalesce(t.next_at, now() + span(interval '1 hour'))
	                     when p.place = 'again'
	                     then greatest(t.next_at, now() + span(interval '1 hour'
	                                                           * 4 ^ (i.tries - 1)))
	                     else now() end,
	       ended_at = case when p.place in ('again', 'link') then null else now() end
	  from settled s
	  join stopped t on t.id = s.id
	  join campaign_items x on x.refresh_id = s.id and x.place = 'refreshing'
	  join campaigns c on c.id = x.campaign_id
	  join members m on m.id = x.member_id
	 cross join lateral (
	       select case $2 when 'unchanged' then 'unchanged'
	                      when 'changed' then 'changed'
	                      when 'limited' then 'again'
	                      when 'later' then case when x.tries < 3 then 'again' else 'link' end
	                      when 'signin' then 'link'
	                      when 'refused' then 'link'
	                      else 'person' end as place,
	              case when $2 in ('unchanged', 'changed') then null
	                   when $2 in ('limited', 'refused', 'identity', 'canceled') then $2
	                   else coalesce(t.cause, 'error') end as reason) w
	 cross join lateral (
	       select case when w.place = 'link' and c.sends_links
	                        and m.email is null and m.phone is null
	                   then 'person' else w.place end as place,
	              case when w.place = 'link' and c.sends_links
	                        and m.email is null and m.phone is null
	                   then 'no_address'
	                   when exists (select from campaign_reasons r where r.reason = w.reason)
	                   then w.reason when w.reason is not null then 'error' end as reason) p
	 where i.id = x.id
	returning i.case_id, i.member_id, i.refresh_id, i.place, i.reason
), asked as (
	-- The others stand in their order's own state; this one's is over, and there is nobody to write
	-- to.
	select count(task_open('refresh_failed', t.case_id,
	                       'The saved sign-in no longer works, and there is no phone or e-mail '
	                       || 'for a new link', order_id => t.refresh_id,
	                       member_id => t.member_id)) as n
	  from item t
	 where t.place = 'person' and t.reason = 'no_address'
), drafted as (
	-- Nothing goes out: the worker sends the link, or reads it out.
	insert into orders (case_id, member_id, products, delivery, language, email, phone,
	                    client_key, order_number, created_by, replaces_id)
	select s.case_id, s.member_id, s.products, 'link', s.language, m.email, m.phone,
	       'new-link-of-refresh-' || s.id, new_order_number(), s.created_by, s.id
	  from settled s
	  join members m on m.id = s.member_id
	 where $2 in ('signin', 'refused') and not s.is_background
	on conflict do nothing
	returning id
), later as (
	insert into jobs (kind, input, single, run_at)
	select n.kind, jsonb_build_object('order_id', n.order_id), n.single || n.order_id, n.run_at
	  from (select 'orders/create' as kind, d.id as order_id, 'create:' as single,
	               now() as run_at
	          from drafted d
	        union all
	        select 'refreshes/again', s.id, 'again:',
	               greatest(t.next_at, now() + span(interval '1 hour' * 4 ^ k.tries))
	          from settled s
	          join stopped t on t.id = s.id
	         cross join lateral (
	               select count(*) as tries
	                 from orders o
	                where o.refresh_of_id = s.refresh_of_id and o.refresh_outcome = 'later'
	                  and o.settled_at > now() - span(interval '24 hours')) k
	         where $2 = 'later' and not s.is_background and k.tries < 3) n
	on conflict do nothing
)
insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
select s.case_id, s.member_id, s.id, 'refresh:' || s.id || ':settled', w.icon,
       member_name(m) || w.words, 'Verify', w.icon = 'error'
  from settled s
  join asked a on a.n >= 0
  join members m on m.id = s.member_id
  join (values ('unchanged', 'check_circle', ': read again, nothing that counts has changed'),
               ('changed', 'assessment', ': read again, and something changed'),
               ('signin', 'error', ': the saved sign-in no longer works. A new link is needed'),
               ('later', 'history', ': the employer''s site is down. Tried again later'),
               ('failed', 'error', ': could not be read again. What was read before stays'),
               ('refused', 'error', ': cannot be read again. A new link is needed'),
               ('limited', 'history', ': read three times in 24 hours. Tried again later'))
       as w (outcome, icon, words) on w.outcome = $2
on conflict do nothing
