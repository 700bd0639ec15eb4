-- How many calls a minute a campaign may use: slower or faster.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.pace
with seen as (
	select c.id
	  from campaigns c
	 where c.id = $1::bigint and (c.office_ids <@ $2::bigint[] or $3::boolean)
), moved as (
	update campaigns c
	   set pace = case $4 when 'slower' then greatest(60, c.pace / 2)
	                      when 'faster' then least(240, c.pace * 2) else c.pace end
	  from seen s
	 where c.id = s.id and c.state in ('running', 'paused')
	returning c.id, c.state
)
select '/renewals/' || s.id as next
  from seen s
