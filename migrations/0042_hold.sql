-- After a rejection only a report that says something brings an order back: one that lost every
-- source to the rejection is nothing to review.

create or replace function order_hold(wanted bigint) returns text language sql stable as $$
	select case when bool_or(r.held_at is not null and r.decision is null) then 'identity'
	            when max(r.id) filter (where r.decision = 'rejected')
	                 > coalesce(max(r.id)
	                            filter (where jsonb_array_length(r.body -> 'links') > 0), 0)
	            then 'wrong_person' end
	  from reports r
	 where r.order_id = wanted
$$;
