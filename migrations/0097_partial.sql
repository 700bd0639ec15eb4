-- Some clients connect one of two sources and never the other: what came can be reviewed all the
-- same, with a reason. Data that come later open the review again.

insert into order_moves (was, now) values ('needs_you', 'reviewed');

-- May an order's review be decided now? Not while anything moves, nor while it is not known whose
-- data they are.
create function review_may_end(o orders) returns boolean language sql stable as $$
	select (o.state = 'ready' or (o.state = 'needs_you'
	                              and o.cause not in ('identity', 'wrong_person', 'needs_review')))
	       and order_hold(o.id) is null
	       and exists (select from cases c where c.id = o.case_id and c.closed_at is null)
$$;
