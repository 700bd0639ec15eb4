-- Starts a campaign that was counted, or, from so many people on, asks a second person to. One with
-- nobody in it does not start.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all
with seen as (
	select c.id
	  from campaigns c
	 where c.id = $1::bigint and (c.office_ids <@ $3::bigint[] or $4::boolean)
), moved as (
	update campaigns c
	   set state = case when p.people >= p.approval_from then 'waiting' else 'running' end,
	       started_by = $2::bigint, started_at = now()
	  from seen s
	 cross join lateral (
	       select count(i.id) as people, min(r.approval_from) as approval_from
	         from renewal_rules r
	         left join campaign_items i on i.campaign_id = s.id and i.place = 'queued') p
	 where c.id = s.id and c.state = 'draft' and p.people > 0
	returning c.id, c.state
), fed as (
	insert into jobs (kind, input, single)
	select 'renewals/feed', jsonb_build_object('campaign_id', id), 'feed:' || id
	  from moved
	 where state = 'running'
	on conflict do nothing
)
select '/renewals/' || s.id as next
  from seen s
