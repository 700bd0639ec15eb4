-- What of the worklist somebody looks at: filters, saved views, and the rows that fit.
--
-- Filters are a document, as they stand in the address: who (mine, pool, all, or a worker's id),
-- state, program, language, due, branch, snoozed. What is not among the choices is left out.

create function work_filters(typed jsonb) returns jsonb language sql stable as $$
	select jsonb_strip_nulls(jsonb_build_object(
	       'who', case when typed ->> 'who' ~ '^(mine|pool|all|[1-9][0-9]{0,17})$'
	                   then typed ->> 'who' end,
	       'state', (select s.state from (select state from order_states where is_open
	                                      union all
	                                      values ('you'), ('client'), ('task')) s
	                  where s.state = typed ->> 'state'),
	       'program', (select p.code from programs p where p.code = typed ->> 'program'),
	       'language', (select l.code from languages l where l.code = typed ->> 'language'),
	       'due', case when typed ->> 'due' in ('late', 'today', 'week', 'month', 'none')
	                   then typed ->> 'due' end,
	       'snoozed', case when typed ->> 'snoozed' = '1' then '1' end))
$$;

-- The filters as a query string, always in the same order.
create function work_query(filters jsonb) returns text language sql stable as $$
	select coalesce(string_agg(n.name || '=' || fmt_url(filters ->> n.name), '&' order by n.place),
	                '')
	  from unnest('{who,state,program,language,due,snoozed}'::text[])
	       with ordinality n (name, place)
	 where filters ? n.name
$$;

-- Such a query string, read again.
create function work_query_read(query text) returns jsonb language sql immutable as $$
	select coalesce(jsonb_object_agg(split_part(p, '=', 1), split_part(p, '=', 2)), '{}')
	  from regexp_split_to_table(left(query, 400), '&') p
	 where p ~ '^[a-z]+=[A-Za-z0-9_-]+$'
$$;

-- Does a row fit, whoever has it?
create function work_fits(w work, filters jsonb) returns boolean language sql stable as $$
	select case when filters ? 'snoozed' then w.snoozed_until > current_date
	            else w.snoozed_until <= current_date end
	   and case filters ->> 'state' when 'you' then w.state in ('needs_fix', 'needs_you')
	                                when 'client' then w.state in ('waiting', 'connecting')
	                                else w.state = coalesce(filters ->> 'state', w.state) end
	   and (not filters ? 'program' or filters ->> 'program' = any (w.programs))
	   and w.language = coalesce(filters ->> 'language', w.language)
	   and case filters ->> 'due' when 'late' then w.due_on < current_date
	                              when 'today' then w.due_on <= current_date
	                              when 'week' then w.due_on <= current_date + 7
	                              when 'month' then w.due_on <= current_date + 30
	                              when 'none' then w.due_on = 'infinity'
	                              else true end
$$;

-- A place in the list's order, as a link carries it; and what stands in one.
create function work_place(w work) returns text language sql stable as $$
	select concat_ws('~', w.due_on::text, w.rank,
	                 (extract(epoch from w.since) * 1000000)::bigint, w.id)
$$;
create function work_place_read(typed text, out due_on date, out rank integer,
	out since timestamptz, out id bigint) language sql stable as $$
	select coalesce(to_day(p[1]), case when p[1] = 'infinity' then date 'infinity'
	                                   else date '-infinity' end),
	       coalesce(p[2]::integer, 0),
	       coalesce(timestamptz 'epoch' + p[3]::bigint * interval '1 microsecond', '-infinity'),
	       coalesce(p[4]::bigint, 0)
	  from (select regexp_match(typed,
	        '^(\d{4}-\d\d-\d\d|infinity)~(\d{1,4})~(\d{1,17})~(\d{1,18})$') as p) m
$$;

-- The rows of work that fit, in the list's order, behind a place in it, at most so many. Three
-- ways in, each along an index: a worker's rows, an office's pool, all of an office.
create function work_rows(filters jsonb, asker bigint, offices bigint[], sees_all boolean,
	after text, most integer) returns setof bigint language plpgsql stable as $$
declare
	who text := filters ->> 'who';
	at record;
begin
	select p.due_on, p.rank, p.since, p.id into at from work_place_read(after) p;
	if who = 'pool' then
		return query
		select x.id
		  from offices f
		 cross join lateral (
		       select w.id, w.due_on, w.rank, w.since
		         from work w
		        where w.office_id = f.id and w.worker_id is null and work_fits(w, filters)
		          and (w.due_on, w.rank, w.since, w.id) > (at.due_on, at.rank, at.since, at.id)
		        order by w.due_on, w.rank, w.since, w.id
		        limit most) x
		 where f.id = any (offices) or sees_all
		 order by x.due_on, x.rank, x.since, x.id
		 limit most;
	elsif who = 'all' then
		return query
		select x.id
		  from offices f
		 cross join lateral (
		       select w.id, w.due_on, w.rank, w.since
		         from work w
		        where w.office_id = f.id and work_fits(w, filters)
		          and (w.due_on, w.rank, w.since, w.id) > (at.due_on, at.rank, at.since, at.id)
		        order by w.due_on, w.rank, w.since, w.id
		        limit most) x
		 where f.id = any (offices) or sees_all
		 order by x.due_on, x.rank, x.since, x.id
		 limit most;
	else
		return query
		select w.id
		  from work w
		 where w.worker_id = case when who ~ '^[0-9]+$' then who::bigint else asker end
		   and (w.office_id = any (offices) or sees_all) and work_fits(w, filters)
		   and (w.due_on, w.rank, w.since, w.id) > (at.due_on, at.rank, at.since, at.id)
		 order by w.due_on, w.rank, w.since, w.id
		 limit most;
	end if;
end $$;

-- Views somebody saved; a shared one is seen by everybody of its office.
create table work_views (
	id         bigint generated always as identity primary key,
	user_id    bigint not null references users,
	office_id  bigint references offices,            -- null: only for who saved it
	name       text not null check (length(name) between 1 and 40),
	filters    jsonb not null,
	client_key text unique,
	removed_at timestamptz,
	created_at timestamptz not null default now()
);
create unique index work_views_name on work_views (user_id, name) where removed_at is null;
create index work_views_shared on work_views (office_id) where removed_at is null;
grant select, insert, update on work_views to verify_app;

-- The filters as fields of a form, each with its choices and which one is chosen.
create function work_choices(filters jsonb, offices bigint[], sees_all boolean) returns json
language sql stable as $$
	with choices (name, place, value, word) as (
		values ('who', 1, 'mine', 'Mine'), ('who', 2, 'pool', 'Nobody’s'),
		       ('who', 3, 'all', 'Everybody’s'), ('state', 1, '', 'Any open state'),
		       ('state', 2, 'you', 'Something stopped'), ('state', 3, 'client', 'With the client'),
		       ('state', 90, 'task', 'Task'), ('program', 1, '', 'Any'), ('due', 1, '', 'Any day'),
		       ('due', 2, 'late', 'Late'), ('due', 3, 'today', 'Today or late'),
		       ('due', 4, 'week', 'Within 7 days'), ('due', 5, 'month', 'Within 30 days'),
		       ('due', 6, 'none', 'No due day'), ('language', 1, '', 'Any')
		union all
		select 'state', 10 + s.rank, s.state, s.word from order_states s where s.is_open
		union all
		select 'program', 2, p.code, p.name from programs p
		union all
		select 'language', 2, l.code, l.word from languages l
		union all
		select 'who', 4, u.id::text, u.name
		  from users u
		 where u.role in ('caseworker', 'supervisor') and not u.is_disabled
		   and (sees_all or exists (select from user_offices x
		                             where x.user_id = u.id and x.office_id = any (offices))))
	select json_agg(json_build_object('name', f.name, 'label', f.label, 'choices', f.choices)
	                order by f.place)
	  from (select h.name, h.label, h.place,
	               json_agg(json_build_object('value', c.value, 'word', c.word,
	                   'is_chosen', c.value = coalesce(filters ->> h.name, ''))
	                   order by c.place, c.word) as choices
	          from (values (1, 'who', 'Worker'), (2, 'state', 'State'), (3, 'program', 'Program'),
	                       (4, 'due', 'Due'), (5, 'language', 'Language')) h (place, name, label)
	          join choices c on c.name = h.name
	         group by h.name, h.label, h.place) f
$$;

-- The filters in words, for a view's form: "Mine, something stopped, SNAP".
create function work_filters_say(filters jsonb) returns text language sql stable as $$
	select coalesce(string_agg(c ->> 'word', ', ' order by place), 'Everything')
	         || case when filters ? 'snoozed' then ', snoozed' else '' end
	  from json_array_elements(work_choices(filters, '{}', true)) with ordinality f (field, place),
	       json_array_elements(field -> 'choices') c
	 where (c ->> 'is_chosen')::boolean and c ->> 'value' <> ''
$$;
