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

-- Open orders in these states, what breaks first at the top: everybody's, or, when asker is given,
-- theirs and nobody's. once: one for a case, its first. Names the rows of work.
create function open_rows(states text[], asker bigint, offices bigint[], sees_all boolean,
	once boolean, most integer) returns setof bigint language plpgsql stable rows 60 as $$
begin
	return query
	select x.id
	  from offices f
	 cross join unnest(states) s (state)
	 cross join lateral (
	       select w.id, w.case_due, w.rank, w.since
	         from work w
	        where w.office_id = f.id and w.state = s.state
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
	 where f.id = any (offices) or sees_all
	 order by x.case_due, x.rank, x.since, x.id
	 limit most;
end $$;

-- Cases of a view of their list: open, closed, all, none (open ones without an open order), or of
-- open orders in these states. What breaks first is at the top; closed ones come last, newest
-- first. asker as above.
create function case_rows(view text, states text[], asker bigint, offices bigint[],
	sees_all boolean, most integer) returns setof bigint language plpgsql stable rows 60 as $$
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
		  from offices f
		 cross join lateral (
		       select c.id, c.due_on, l.rank
		         from cases c
		        cross join lateral (
		              select min(w.rank) as rank
		                from work w
		               where w.case_id = c.id and w.branch = 'order') l
		        where c.office_id = f.id and c.closed_at is null
		          and (asker is null or c.worker_id is null or c.worker_id = asker)
		          and (view <> 'none' or l.rank is null)
		        order by c.due_on, l.rank, c.id
		        limit most) x
		 where f.id = any (offices) or sees_all
		 order by x.due_on, x.rank, x.id
		 limit most;
		get diagnostics given = row_count;
	end if;
	if view in ('closed', 'all') and given < most then
		return query
		select x.id
		  from offices f
		 cross join lateral (
		       select c.id, c.closed_at
		         from cases c
		        where c.office_id = f.id and c.closed_at is not null
		          and (asker is null or c.worker_id is null or c.worker_id = asker)
		        order by c.closed_at desc, c.id
		        limit most - given) x
		 where f.id = any (offices) or sees_all
		 order by x.closed_at desc, x.id
		 limit most - given;
	end if;
end $$;

-- A count that is not followed past 300.
create function fmt_many(n bigint) returns text language sql immutable as $$
	select case when n > 300 then '300+' else n::text end
$$;
