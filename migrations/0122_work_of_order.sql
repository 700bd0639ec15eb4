-- The worklist's rows of one order, or of one task, are made again by themselves: where a case has
-- many orders, each change of one cost the making of all, while the others waited.

create index work_of_order on work (order_id);

create function work_put(n work_now) returns void language plpgsql volatile as $$
begin
	insert into work as w (key, branch, case_id, office_id, worker_id, order_id, task_id,
		member_id, state, language, rank, due_on, since, snoozed_until, programs)
	values (n.key, n.branch, n.case_id, n.office_id, n.worker_id, n.order_id, n.task_id,
	        n.member_id, n.state, n.language, n.rank, n.due_on, n.since, n.snoozed_until,
	        n.programs)
	on conflict (key) do update
	   set office_id = excluded.office_id, worker_id = excluded.worker_id,
	       task_id = excluded.task_id, state = excluded.state, language = excluded.language,
	       rank = excluded.rank, due_on = excluded.due_on, since = excluded.since,
	       snoozed_until = excluded.snoozed_until, programs = excluded.programs
	 where (w.office_id, w.worker_id, w.task_id, w.state, w.language, w.rank, w.due_on, w.since,
	        w.snoozed_until, w.programs)
	       is distinct from
	       (excluded.office_id, excluded.worker_id, excluded.task_id, excluded.state,
	        excluded.language, excluded.rank, excluded.due_on, excluded.since,
	        excluded.snoozed_until, excluded.programs);
end $$;

-- The whole case: alone, because it writes what the others do.
create or replace function work_keep(wanted bigint) returns void language plpgsql volatile as $$
begin
	perform pg_advisory_xact_lock(hashtextextended('work:' || wanted, 0));
	delete from work w
	 where w.case_id = wanted
	   and not exists (select from work_now n where n.case_id = wanted and n.key = w.key);
	perform work_put(n) from work_now n where n.case_id = wanted;
end $$;

-- What is open of one order; beside those of the case's other orders.
create function work_keep_order(wanted_case bigint, wanted bigint) returns void
language plpgsql volatile as $$
begin
	perform pg_advisory_xact_lock_shared(hashtextextended('work:' || wanted_case, 0));
	perform pg_advisory_xact_lock(hashtextextended('work:order:' || wanted, 0));
	delete from work w
	 where w.order_id = wanted
	   and not exists (select
	                     from work_now n
	                    where n.case_id = wanted_case and n.order_id = wanted and n.key = w.key);
	perform work_put(n) from work_now n where n.case_id = wanted_case and n.order_id = wanted;
end $$;

create function work_changed_order() returns trigger language plpgsql as $$
begin
	perform work_keep_order(new.case_id, new.id);
	return null;
end $$;
-- A task of no order is few in its case.
create function work_changed_task() returns trigger language plpgsql as $$
begin
	if new.order_id is null then
		perform work_keep(new.case_id);
	else
		perform work_keep_order(new.case_id, new.order_id);
	end if;
	return null;
end $$;

drop trigger work_made on orders;
create trigger work_made after insert on orders
	for each row execute function work_changed_order();
drop trigger work_moved on orders;
create trigger work_moved after update on orders
	for each row when (old.state is distinct from new.state
		or old.language is distinct from new.language)
	execute function work_changed_order();
drop trigger work_changed on tasks;
create trigger work_changed after insert or update on tasks
	for each row execute function work_changed_task();
