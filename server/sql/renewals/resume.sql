-- Goes on where it was.
-- $1 path.id   $2 user.offices   $3 user.sees_all
with seen as (
	select c.id
	  from campaigns c
	 where c.id = $1::bigint and (c.office_ids <@ $2::bigint[] or $3::boolean)
), moved as (
	update campaigns c
	   set state = 'running', pause_why = null
	  from seen s
	 where c.id = s.id and c.state = 'paused'
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
