-- Ends a campaign before it is through: who was not read yet is left as they are.
-- $1 path.id   $2 user.offices   $3 user.sees_all
with seen as (
	select c.id
	  from campaigns c
	 where c.id = $1::bigint and (c.office_ids <@ $2::bigint[] or $3::boolean)
), moved as (
	update campaigns c
	   set state = 'stopped', pause_why = null, ended_at = now()
	  from seen s
	 where c.id = s.id and c.state in ('draft', 'waiting', 'running', 'paused')
	returning c.id, c.state
), ended as (
	update campaign_items i
	   set place = 'stopped', ended_at = now()
	  from moved m
	 where i.campaign_id = m.id and i.place in ('queued', 'again', 'link')
)
select '/renewals/' || s.id as next
  from seen s
