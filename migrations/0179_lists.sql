-- Lists that cost the same however many cases there are: a case knows its due day, and what is open
-- is read from the table work by state. Counts go as far as somebody would read them.

alter table cases add column due_on date;

-- The earliest of its programs' due days.
create function case_due() returns trigger language plpgsql as $$
begin
	update cases c
	   set due_on = d.due_on
	  from (select min(p.due_on) as due_on from case_programs p where p.case_id = new.case_id) d
	 where c.id = new.case_id and c.due_on is distinct from d.due_on;
	return null;
end $$;
create trigger case_due after insert or update on case_programs
	for each row execute function case_due();

select set_config('app.sees_all', 'true', true);
update cases c
   set due_on = d.due_on
  from (select p.case_id, min(p.due_on) as due_on from case_programs p group by p.case_id) d
 where d.case_id = c.id;

create index cases_by_due on cases (office_id, due_on, id) where closed_at is null;
create index cases_by_close on cases (office_id, closed_at desc, id) where closed_at is not null;
create index cases_of_worker on cases (worker_id) where closed_at is null;

-- What is open knows its case's due day beside its own, which may be a task's.
alter table work add column case_due date not null default 'infinity';
update work w set case_due = c.due_on from cases c where c.id = w.case_id and c.due_on is not null;
alter table work alter column case_due drop default;
create index work_of_state on work (office_id, state, case_due, rank, since, id);

create or replace function work_put(n work_now) returns void language plpgsql as $$
declare
	case_due date := coalesce((select c.due_on from cases c where c.id = n.case_id), 'infinity');
begin
	insert into work as w (key, branch, case_id, office_id, worker_id, order_id, task_id,
		member_id, state, language, rank, due_on, case_due, since, snoozed_until, programs)
	values (n.key, n.branch, n.case_id, n.office_id, n.worker_id, n.order_id, n.task_id,
	        n.member_id, n.state, n.language, n.rank, n.due_on, case_due, n.since,
	        n.snoozed_until, n.programs)
	on conflict (key) do update
	   set office_id = excluded.office_id, worker_id = excluded.worker_id,
	       task_id = excluded.task_id, state = excluded.state, language = excluded.language,
	       rank = excluded.rank, due_on = excluded.due_on, case_due = excluded.case_due,
	       since = excluded.since, snoozed_until = excluded.snoozed_until,
	       programs = excluded.programs
	 where (w.office_id, w.worker_id, w.task_id, w.state, w.language, w.rank, w.due_on,
	        w.case_due, w.since, w.snoozed_until, w.programs)
	       is distinct from
	       (excluded.office_id, excluded.worker_id, excluded.task_id, excluded.state,
	        excluded.language, excluded.rank, excluded.due_on, excluded.case_due, excluded.since,
	        excluded.snoozed_until, excluded.programs);
end $$;

-- For who sees every office, whose rows are read in one order instead of office by office.
create index cases_all_by_due on cases (due_on, id) where closed_at is null;
create index cases_all_by_close on cases (closed_at desc, id) where closed_at is not null;
create index work_of_all on work (state, case_due, rank, since, id);

-- A review knows its office and when it was decided, so that the queue is read by index.
alter table reviews add column office_id bigint references offices;
alter table reviews add column decided_at timestamptz;

create function review_office() returns trigger language plpgsql as $$
begin
	if tg_op = 'INSERT' then
		select c.office_id, case when new.state = 'decided' then o.state_at end
		  into new.office_id, new.decided_at
		  from orders o
		  join cases c on c.id = o.case_id
		 where o.id = new.order_id;
	else
		new.decided_at := case when new.state = 'decided' then coalesce(old.decided_at, now()) end;
	end if;
	return new;
end $$;
create trigger review_office before insert or update of state on reviews
	for each row execute function review_office();

create function review_moved() returns trigger language plpgsql as $$
begin
	update reviews v
	   set office_id = new.office_id
	  from orders o
	 where o.case_id = new.id and v.order_id = o.id;
	return null;
end $$;
create trigger review_moved after update of office_id on cases
	for each row when (old.office_id is distinct from new.office_id)
	execute function review_moved();

update reviews v
   set office_id = c.office_id, decided_at = case when v.state = 'decided' then o.state_at end
  from orders o
  join cases c on c.id = o.case_id
 where o.id = v.order_id;
alter table reviews alter column office_id set not null;
create index reviews_open_of on reviews (office_id) where state = 'open';
create index reviews_decided_of on reviews (office_id, decided_at desc) where state = 'decided';

-- Open orders in these states, what breaks first at the top: everybody's, or, when asker is given,
-- theirs and nobody's. once: one for a case, its first. Names the rows of work. Planned for each
-- asking: for who sees every office their office is no condition.
create function open_rows(states text[], asker bigint, offices bigint[],
	sees_all boolean, once boolean, most integer) returns setof bigint language plpgsql stable
	rows 60 set plan_cache_mode = 'force_custom_plan' as $$
begin
	return query
	select x.id
	  from unnest(case when sees_all then '{0}' else offices end) f (id)
	 cross join unnest(states) s (state)
	 cross join lateral (
	       select w.id, w.case_due, w.rank, w.since
	         from work w
	        where (sees_all or w.office_id = f.id) and w.state = s.state
	          and (asker is null or w.worker_id is null or w.worker_id = asker)
	          and exists (select from cases c where c.id = w.case_id)
	          and not (once and exists (
	                   select from work e
	                    where e.case_id = w.case_id and e.state = any (states)
	                      and (asker is null or e.worker_id is null or e.worker_id = asker)
	                      and (e.case_due, e.rank, e.since, e.id)
	                          < (w.case_due, w.rank, w.since, w.id)))
	        order by w.case_due, w.rank, w.since, w.id
	        limit most) x
	 order by x.case_due, x.rank, x.since, x.id
	 limit most;
end $$;

-- Cases of a view of their list: open, closed, all, none (open ones without an open order), or of
-- open orders in these states. What breaks first is at the top; closed ones come last, newest
-- first. asker as above. Of open cases so many are put in order by what breaks first that a day's
-- share of an office is among them; more than that of one day stand as they come.
create function case_rows(view text, states text[], asker bigint, offices bigint[],
	sees_all boolean, most integer) returns setof bigint language plpgsql stable
	rows 60 set plan_cache_mode = 'force_custom_plan' as $$
declare
	given integer := 0;
begin
	if states is not null then
		return query
		select w.case_id
		  from open_rows(states, asker, offices, sees_all, true, most) with ordinality r (id, place)
		  join work w on w.id = r.id
		 order by r.place;
		return;
	end if;
	if view <> 'closed' then
		return query
		select x.id
		  from unnest(case when sees_all then '{0}' else offices end) f (id)
		 cross join lateral (
		       select c.id, c.due_on, l.rank
		         from (select c.id, c.due_on
		                 from cases c
		                where (sees_all or c.office_id = f.id) and c.closed_at is null
		                  and (asker is null or c.worker_id is null or c.worker_id = asker)
		                  and (view <> 'none'
		                       or not exists (select from work w
		                                       where w.case_id = c.id and w.branch = 'order'))
		                order by c.due_on, c.id
		                limit most + 1500) c
		        cross join lateral (
		              select min(w.rank) as rank
		                from work w
		               where w.case_id = c.id and w.branch = 'order') l
		        order by c.due_on, l.rank, c.id
		        limit most) x
		 order by x.due_on, x.rank, x.id
		 limit most;
		get diagnostics given = row_count;
	end if;
	if view in ('closed', 'all') and given < most then
		return query
		select x.id
		  from unnest(case when sees_all then '{0}' else offices end) f (id)
		 cross join lateral (
		       select c.id, c.closed_at
		         from cases c
		        where (sees_all or c.office_id = f.id) and c.closed_at is not null
		          and (asker is null or c.worker_id is null or c.worker_id = asker)
		        order by c.closed_at desc, c.id
		        limit most - given) x
		 order by x.closed_at desc, x.id
		 limit most - given;
	end if;
end $$;

-- A count that is not followed past 300.
create function fmt_many(n bigint) returns text language sql immutable as $$
	select case when n > 300 then '300+' else n::text end
$$;
