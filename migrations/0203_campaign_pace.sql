-- What fifty thousand renewals at once did to two plans. Who is next was found by putting
-- everybody who waits in order, ten times a second, because the table had been filled since it was
-- last looked at; and an event's order was found by going through the index of all orders' ids
-- at all providers.
create index orders_by_upstream on orders (upstream_id);

-- The next of a campaign to be put in the queue: what is due first.
create function campaign_next(campaign bigint, most integer) returns setof bigint
language plpgsql stable rows 20 set enable_sort = off set enable_bitmapscan = off as $$
begin
	return query
	select i.id
	  from campaign_items i
	 where i.campaign_id = campaign and i.place in ('queued', 'again', 'link')
	   and i.run_at <= now()
	 order by i.due_on, i.id
	 limit most;
end $$;
