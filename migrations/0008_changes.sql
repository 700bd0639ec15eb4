-- Tells open pages what changed: one notification "case:7 order:12 office:3" per changed row (equal
-- ones in a transaction are sent
-- once). Also notes the subject for the audit line. Jobs that a person waits for wake the workers
-- the same way.

create function tell(case_id bigint, order_id bigint) returns void language plpgsql as $$
declare
	office bigint;
begin
	select c.office_id into office from cases c where c.id = case_id;
	perform set_config('app.subject', case when order_id is null then 'case:' || case_id
		else 'order:' || order_id end, true);
	perform pg_notify('changed', concat_ws(' ', 'case:' || case_id, 'order:' || order_id,
		'office:' || office));
end $$;

create function tell_case() returns trigger language plpgsql as $$
begin
	perform tell(new.id, null);
	return null;
end $$;

create function tell_part() returns trigger language plpgsql as $$
begin
	perform tell(new.case_id, null);
	return null;
end $$;

create function tell_order() returns trigger language plpgsql as $$
begin
	perform tell(new.case_id, new.id);
	return null;
end $$;

create function tell_order_part() returns trigger language plpgsql as $$
begin
	perform tell((select o.case_id from orders o where o.id = new.order_id), new.order_id);
	return null;
end $$;

create trigger tell after insert or update on cases for each row execute function tell_case();
create trigger tell after insert or update on members for each row execute function tell_part();
create trigger tell after insert on notes for each row execute function tell_part();
create trigger tell after insert on timeline for each row execute function tell_part();
create trigger tell after insert or update on orders for each row execute function tell_order();
create trigger tell after insert or update
	on connections for each row execute function tell_order_part();
create trigger tell after insert or update
	on reports for each row execute function tell_order_part();

-- Webhook jobs are left out: their server wakes its own workers, and a notification in the receive
-- path costs commits.
create function tell_workers() returns trigger language plpgsql as $$
begin
	perform pg_notify('changed', 'jobs');
	return null;
end $$;
create trigger tell_workers after insert on jobs for each row
	when (new.kind not like 'truv/%'
		and new.kind not like 'truework/%') execute function tell_workers();
