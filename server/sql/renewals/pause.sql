-- Nothing new begins; what is under way is finished.
-- $1 path.id   $2 user.offices   $3 user.sees_all
with seen as (
	select c.id
	  from campaigns c
	 where c.id = $1::bigint and (c.office_ids <@ $2::bigint[] or $3::boolean)
), moved as (
	update campaigns c
	   set state = 'paused', pause_why = 'person'
	  from seen s
	 where c.id = s.id and c.state = 'running'
	returning c.id, c.state
)
select '/renewals/' || s.id as next
  from seen s
