-- Remembers for the administrators that somebody from the county was not let in; for thirty days.
-- $1 county.refused   $2 county.groups
with forgotten as (
	delete from county_refusals where at < now() - interval '30 days')
insert into county_refusals (why, groups)
values ($1::text, coalesce($2::text[], '{}'))
