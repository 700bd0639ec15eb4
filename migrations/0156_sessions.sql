-- Sessions in which a client signs in on our page (truework-api.md §6): the code of the page's
-- address, the token for the provider's widget, and what the provider's events say came of it.

create table client_sessions (
	order_id    bigint primary key references orders,
	code        text not null unique check (length(code) between 16 and 64),
	-- a secret of the client's browser alone
	token       text not null check (length(token) between 1 and 2000),
	-- by which an event is known that carries it
	token_hash  text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	opened_at   timestamptz,
	made_at     timestamptz not null default now()
);
-- What events name is only a hint: each is read, and held against the order's number.
create table session_hints (
	order_id    bigint not null references orders,
	upstream_id text not null check (length(upstream_id) between 1 and 128),
	made_at     timestamptz not null default now(),
	primary key (order_id, upstream_id)
);
do $$
declare
	part text;
begin
	foreach part in array array['client_sessions', 'session_hints'] loop
		execute format('alter table %I enable row level security', part);
		execute format('alter table %I force row level security', part);
		execute format('create policy office on %I
		                using (scope_all() or exists (select from orders o where o.id = order_id))
		                with check (scope_has_order(order_id))', part);
	end loop;
end $$;

-- Where an order is asked for: its id, or of a session all that is known of it.
create function order_address(o orders) returns text language sql stable as $$
	select o.upstream_id || case when o.method = 'session'
	       then '/' || o.order_number || '/' || coalesce((
	            select string_agg(h.upstream_id, ',' order by h.made_at, h.upstream_id)
	              from (select x.upstream_id, x.made_at
	                      from session_hints x
	                     where x.order_id = o.id
	                     order by x.made_at
	                     limit 20) h), '') else '' end
$$;

grant select, insert, update on client_sessions to verify_app;
grant select, insert on session_hints to verify_app;

-- What the page of a session shows: whose order it is, which face, in which language. No row for a
-- code that is none. Told to whoever has the code, past the offices.
create function client_session_now(wanted text)
returns table (order_id bigint, code text, token text, language text, face text)
language plpgsql volatile as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	return query
		select s.order_id, s.code, s.token, o.language,
		       case when (not t.is_open and o.state <> 'reviewed')
		                 or o.cancel_asked_at is not null then 'ended'
		            when o.state in ('ready', 'reviewed') then 'done'
		            when o.state = 'reading'
		                 and exists (select from connections k
		                              where k.order_id = o.id and k.state = 'reading') then 'read'
		            else 'open' end
		  from client_sessions s
		  join orders o on o.id = s.order_id
		  join order_states t on t.state = o.state
		 where s.code = wanted;
	perform set_config('app.sees_all', before, true);
end $$;
