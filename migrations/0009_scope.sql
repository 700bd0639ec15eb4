-- Who may see what, held by the database too (safety.md §3): the application's role owns nothing,
-- deletes no record, and sees only
-- rows of the offices set for the transaction. Nothing set: no rows.

create function scope_all() returns boolean language sql stable as $$
	select coalesce(current_setting('app.sees_all', true), '') = 'true'
$$;
create function scope_offices() returns bigint[] language sql stable as $$
	select coalesce(nullif(current_setting('app.offices', true), ''), '{}')::bigint[]
$$;


-- For rows written in the same statement as their case or order: volatile, so that it sees what
-- that statement made so far.
create function scope_has_case(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from cases c where c.id = wanted);
end $$;
create function scope_has_order(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from orders o where o.id = wanted);
end $$;

alter table cases enable row level security;
alter table cases force row level security;
create policy office on cases using (scope_all() or office_id = any (scope_offices()));

do $$
declare
	part text;
begin
	foreach part in array array['members', 'notes', 'case_programs', 'orders', 'timeline'] loop
		execute format('alter table %I enable row level security', part);
		execute format('alter table %I force row level security', part);
		execute format('create policy office on %I
		                using (scope_all() or exists (select from cases c where c.id = case_id))
		                with check (scope_has_case(case_id))', part);
	end loop;
	foreach part in array array['order_attempts', 'order_steps', 'connections', 'reports'] loop
		execute format('alter table %I enable row level security', part);
		execute format('alter table %I force row level security', part);
		execute format('create policy office on %I
		                using (scope_all() or exists (select from orders o where o.id = order_id))
		                with check (scope_has_order(order_id))', part);
	end loop;
end $$;

grant usage on schema public to verify_app;
grant select on all tables in schema public to verify_app;
grant insert, update on sessions, users, user_offices, cases, case_programs, members, notes, orders,
	order_attempts,
	order_steps, connections, reports, timeline, webhook_events, jobs to verify_app;
grant insert, delete on sign_in_failures to verify_app;
grant delete on jobs, sessions to verify_app;
revoke all on audit from verify_app;
grant select on audit to verify_app;
