-- Reads those again that wait for a person, of one reason or all: once more, and nobody twice.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.reason
with seen as (
	select c.id
	  from campaigns c
	 where c.id = $1::bigint and (c.office_ids <@ $2::bigint[] or $3::boolean)
), moved as (
	update campaigns c
	   set state = 'running', pause_why = null, ended_at = null
	  from seen s
	 where c.id = s.id and c.state in ('running', 'paused', 'done')
	   and exists (select from campaign_items i
	                where i.campaign_id = c.id and i.place = 'person')
	returning c.id, c.state
), fed as (
	insert into jobs (kind, input, single)
	select 'renewals/feed', jsonb_build_object('campaign_id', id), 'feed:' || id
	  from moved
	 where state = 'running'
	on conflict do nothing
), again as (
	update campaign_items i
	   set place = 'queued', run_at = now(), tries = greatest(i.tries, 1), ended_at = null
	  from moved m
	 where i.campaign_id = m.id and i.place = 'person'
	   and ($4::text is null or i.reason = $4)
)
select '/renewals/' || s.id as next
  from seen s
