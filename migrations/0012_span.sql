-- How long the wait of a rule lasts: as it says. Only a test's database, whose settings carry
-- app.time_scale, lives faster.

create function span(i interval) returns interval language sql stable as $$
	select i / coalesce(nullif(current_setting('app.time_scale', true), '')::double precision,
		1)
$$;
