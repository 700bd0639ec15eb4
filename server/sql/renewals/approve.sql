-- A second person lets a large campaign start. Whoever asked for it cannot.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all
with seen as (
	select c.id
	  from campaigns c
	 where c.id = $1::bigint and (c.office_ids <@ $3::bigint[] or $4::boolean)
), moved as (
	update campaigns c
	   set state = 'running', approved_by = $2::bigint, started_at = now()
	  from seen s
	 where c.id = s.id and c.state = 'waiting' and c.started_by <> $2::bigint
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
