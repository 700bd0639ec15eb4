-- How long somebody may hold a piece of work: as the rule says. Like span(), but apart from it: a
-- test's database may make waits as short as it likes, and work takes its time all the same.

create function lease(i interval) returns interval language sql stable as $$
	select i / coalesce(nullif(current_setting('app.lease_scale', true), '')::double precision,
		1)
$$;
