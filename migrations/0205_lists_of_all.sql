-- Lists again: a review knows its office and when it was decided, so that the queue is read by
-- index; and who sees every office reads what is open in one order instead of office by office.

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

select set_config('app.sees_all', 'true', true);
update reviews v
   set office_id = c.office_id, decided_at = case when v.state = 'decided' then o.state_at end
  from orders o
  join cases c on c.id = o.case_id
 where o.id = v.order_id;
alter table reviews alter column office_id set not null;
create index reviews_open_of on reviews (office_id) where state = 'open';
create index reviews_decided_of on reviews (office_id, decided_at desc) where state = 'decided';
create index reviews_decided on reviews (decided_at desc) where state = 'decided';

create index cases_all_by_due on cases (due_on, id) where closed_at is null;
create index cases_all_by_close on cases (closed_at desc, id) where closed_at is not null;
create index work_of_all on work (state, case_due, rank, since, id);

-- As 0179_lists.sql has them, but for who sees every office: planned for each asking, their office
-- is no condition any more. Of open cases so many are put in order by what breaks first that a
-- day's share of an office is among them; more than that of one day stand as they come.
create or replace function open_rows(states text[], asker bigint, offices bigint[],
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

create or replace function case_rows(view text, states text[], asker bigint, offices bigint[],
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
