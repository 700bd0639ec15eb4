-- The worklist: everything open in one order, what breaks first at the top (product.md §4).
--
-- work_now says what is open, as a union: whatever else shall stand in the list is one branch more
-- and a trigger on its table that runs work_changed(). The table work is the same rows kept in
-- order, so that a page costs the same however many cases there are. A case's rows are made again
-- when something of it has changed, at the end of the statement: then its row locks are taken
-- already, and two transactions on one case come one after the other.

create view work_now with (security_invoker = true) as
-- Orders, with the task that is their state.
select 'order:' || o.id::text as key, 'order' as branch, c.id as case_id, c.office_id,
       coalesce(t.assignee_id, c.worker_id) as worker_id, o.id as order_id, t.id as task_id,
       o.member_id, o.state, o.language, s.rank,
       coalesce(least(t.due_on, d.due_on), 'infinity') as due_on, o.state_at as since,
       coalesce(t.snoozed_until, '-infinity') as snoozed_until, d.programs
  from cases c
  join orders o on o.case_id = c.id
  join order_states s on s.state = o.state and s.is_open
  left join tasks t on t.order_id = o.id and t.done_at is null
                   and t.kind in ('order_fix', 'order_stopped', 'review')
 cross join lateral (
       select min(p.due_on) as due_on,
              coalesce(array_agg(g.code order by g.code) filter (where g.id is not null), '{}')
                as programs
         from case_programs p
         join programs g on g.id = p.program_id
        where p.case_id = c.id) d
 where c.closed_at is null
union all
-- Tasks of any other kind.
select 'task:' || t.id::text, 'task', c.id, c.office_id, coalesce(t.assignee_id, c.worker_id),
       t.order_id, t.id, t.member_id, 'task', coalesce(o.language, m.language, 'en'),
       k.rank, t.due_on, t.opened_at, coalesce(t.snoozed_until, '-infinity'),
       d.programs
  from cases c
  join tasks t on t.case_id = c.id and t.done_at is null
  join task_kinds k on k.kind = t.kind and not k.is_of_order
  left join orders o on o.id = t.order_id
  left join members m on m.id = t.member_id
 cross join lateral (
       select coalesce(array_agg(g.code order by g.code), '{}') as programs
         from case_programs p
         join programs g on g.id = p.program_id
        where p.case_id = c.id) d
 where c.closed_at is null;

create table work (
	id            bigint generated always as identity primary key,
	key           text not null unique,
	branch        text not null,
	case_id       bigint not null references cases,
	office_id     bigint not null references offices,
	worker_id     bigint references users,          -- null: in the pool
	order_id      bigint references orders,
	task_id       bigint references tasks,
	member_id     bigint references members,
	state         text not null,                    -- an order's, or the branch's word
	language      text not null,
	rank          integer not null,
	due_on        date not null,                    -- infinity: no due day
	since         timestamptz not null,
	snoozed_until date not null,                    -- -infinity: not snoozed
	programs      text[] not null
);
-- The order of the list: the due day, then what broke, then what waits longest.
create index work_of_office on work (office_id, due_on, rank, since, id);
create index work_of_worker on work (worker_id, due_on, rank, since, id);
create index work_of_pool on work (office_id, due_on, rank, since, id) where worker_id is null;
create index work_of_case on work (case_id);

alter table work enable row level security;
alter table work force row level security;
create policy office on work using (scope_all() or office_id = any (scope_offices()));
-- It repeats what stands elsewhere; a row that is over goes.
grant select, insert, update, delete on work to verify_app;
grant select on work_now to verify_app;

create function work_keep(wanted bigint) returns void language plpgsql volatile as $$
begin
	perform pg_advisory_xact_lock(hashtextextended('work:' || wanted, 0));
	delete from work w
	 where w.case_id = wanted
	   and not exists (select from work_now n where n.case_id = wanted and n.key = w.key);
	insert into work as w (key, branch, case_id, office_id, worker_id, order_id, task_id,
		member_id, state, language, rank, due_on, since, snoozed_until, programs)
	select n.key, n.branch, n.case_id, n.office_id, n.worker_id, n.order_id, n.task_id,
	       n.member_id, n.state, n.language, n.rank, n.due_on, n.since, n.snoozed_until,
	       n.programs
	  from work_now n
	 where n.case_id = wanted
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

-- For tables with a case_id; and for cases.
create function work_changed() returns trigger language plpgsql as $$
begin
	perform work_keep(new.case_id);
	return null;
end $$;
create function work_changed_case() returns trigger language plpgsql as $$
begin
	perform work_keep(new.id);
	return null;
end $$;
create trigger work_made after insert on orders
	for each row execute function work_changed();
create trigger work_moved after update on orders
	for each row when (old.state is distinct from new.state
		or old.language is distinct from new.language)
	execute function work_changed();
create trigger work_changed after insert or update on tasks
	for each row execute function work_changed();
create trigger work_changed after insert or update on case_programs
	for each row execute function work_changed();
create trigger work_changed after update on cases
	for each row when (old.office_id is distinct from new.office_id
		or old.worker_id is distinct from new.worker_id
		or old.closed_at is distinct from new.closed_at)
	execute function work_changed_case();

select set_config('app.sees_all', 'true', true);
select count(work_keep(c.id)) from cases c where c.closed_at is null;
