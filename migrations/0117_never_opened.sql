-- A link nobody opens: after so many days, by the program's rule, somebody shall call.

alter table programs add column call_after_days integer not null default 4
	check (call_after_days between 1 and 60);

-- For the clock: orders that wait, by when they began to.
create index orders_waiting on orders (state_at) where state = 'waiting';

-- A case that goes takes its rows in the list with it.
alter table work drop constraint work_case_id_fkey, drop constraint work_order_id_fkey,
	drop constraint work_task_id_fkey, drop constraint work_member_id_fkey,
	add constraint work_case_id_fkey foreign key (case_id) references cases on delete cascade,
	add constraint work_order_id_fkey foreign key (order_id) references orders on delete cascade,
	add constraint work_task_id_fkey foreign key (task_id) references tasks on delete cascade,
	add constraint work_member_id_fkey foreign key (member_id) references members
		on delete cascade;
