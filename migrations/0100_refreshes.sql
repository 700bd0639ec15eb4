-- Reading an earlier order's connections again (product.md §6, truv-api.md §13): a refresh is an
-- order of its own, refresh_of_id being the first order, whose connections it reads. It goes
-- through the same machine; what it came to is settled once, in refresh_outcome.

alter table orders
	-- of a campaign: whatever is asked for it goes behind what people wait for
	add column is_background boolean not null default false,
	-- which connections of the first order are read again; none named: all of them
	add column refresh_connections bigint[] not null default '{}',
	add column refresh_outcome text check (refresh_outcome in ('unchanged', 'changed', 'signin',
		'later', 'failed', 'identity', 'refused', 'limited', 'canceled')),
	add column settled_at timestamptz,
	add constraint orders_refresh_of_one
		check (refresh_of_id is null or cardinality(products) = 1),
	add constraint orders_settled_whole check ((refresh_outcome is null) = (settled_at is null)
		and (refresh_outcome is null or refresh_of_id is not null));
-- One at a time: so what appears at the provider meanwhile can only be this one.
create unique index orders_one_refresh on orders (refresh_of_id)
	where refresh_of_id is not null and refresh_outcome is null;
create index orders_refreshes on orders (refresh_of_id, id desc) where refresh_of_id is not null;

-- An event's own word for what happened: whether it ends something can be told without the body.
alter table webhook_events add column status text check (length(status) <= 128);

-- Does an event say that something is over? What only tells of progress is not worth a call when
-- nobody watches.
create function event_ends(event_type text, status text) returns boolean
language sql immutable as $$
	select coalesce(event_type in ('order-refresh-failed', 'order-finalized'), false)
	       or coalesce(status not in ('new', 'login', 'mfa', 'parse', 'base_parse', 'full_parse',
	                                  'pending', 'sent'), true)
$$;

create or replace function order_known() returns trigger language plpgsql as $$
begin
	with early as (
		update webhook_events e
		   set state = 'applied', applied_at = now()
		 where e.state in ('parked', 'orphan')
		   and (e.order_upstream_id = new.upstream_id or e.order_number = new.order_number
		        or (e.order_upstream_id is null and e.upstream_user_id = new.upstream_user_id))
		returning e.event_type, e.status
	)
	insert into jobs (kind, input, single)
	select 'orders/refetch', jsonb_build_object('order_id', new.id), 'refetch:' || new.id
	 where exists (select
	                 from early e
	                where new.refresh_of_id is null or event_ends(e.event_type, e.status))
	on conflict do nothing;
	return null;
end $$;

-- The agency's rules for renewals.
create table renewal_rules (
	is_only          boolean primary key default true check (is_only),
	connection_days  integer not null default 180,      -- how long one usually lasts (C11)
	doubtful_days    integer not null default 90,       -- from when on that is doubted
	recent_days      integer not null default 45,       -- verified so lately is not asked again
	approval_from    integer not null default 500,      -- so many people need a second person
	calls_each       integer not null default 4,        -- refresh, read, make and read the report
	change_cents     bigint not null default 12500,     -- what a month's pay may differ by
	change_percent   integer not null default 10        -- and by how much of it
);
insert into renewal_rules default values;

-- The refresh ledger (safety.md §1): when each connection was last read again. The provider takes
-- three in any 24 hours; a fourth breaks the constraint, and with it the whole claim.
create table refresh_links (
	link_id text primary key check (length(link_id) between 1 and 128),
	spent   timestamptz[] not null default '{}',
	constraint refresh_links_limit check (cardinality(spent) <= 3)
);

-- The times that still count.
create function refresh_spent(times timestamptz[]) returns timestamptz[] language sql stable as $$
	select coalesce(array_agg(t order by t), '{}')
	  from unnest(times) t
	 where t > now() - span(interval '24 hours')
$$;

-- What a refresh of an order reads: its connections that were read once.
create function refresh_reads(root bigint, product text, chosen bigint[])
returns table (id bigint, upstream_id text, link_id text, name text, read_at timestamptz)
language sql stable as $$
	select c.id, c.upstream_id, c.link_id, c.name, c.state_at
	  from connections c
	 where c.order_id = root and c.link_id is not null and c.state in ('ready', 'reviewed')
	   and (c.kind = 'bank') = (product = 'assets')
	   and (chosen = '{}' or c.id = any (chosen))
$$;

-- How often these links may be read again now, and, when not at all, from when on.
create function refresh_left(links text[]) returns table (times integer, next_at timestamptz)
language sql stable as $$
	select 3 - coalesce(max(cardinality(s.spent)), 0),
	       max(s.spent[1]) filter (where cardinality(s.spent) >= 3) + span(interval '24 hours')
	  from refresh_links l
	 cross join lateral (select refresh_spent(l.spent) as spent) s
	 where l.link_id = any (links)
$$;

-- A refresh that was not executed has spent nothing.
create function refresh_unspent() returns trigger language plpgsql as $$
begin
	update refresh_links l
	   set spent = array_remove(l.spent, new.claimed_at)
	  from orders o
	 where o.id = new.order_id
	   and l.link_id in (select r.link_id
	                       from refresh_reads(o.refresh_of_id, o.products[1],
	                                          o.refresh_connections) r);
	return null;
end $$;
create trigger refresh_unspent after update on order_attempts for each row
	when (new.kind = 'refresh' and new.phase is distinct from old.phase
	      and new.phase in ('unsent', 'throttled', 'denied', 'refused'))
	execute function refresh_unspent();

-- A refresh that ended, or whose data are here, is settled by a job: once, however many signals
-- say so.
create function refresh_ended() returns trigger language plpgsql as $$
begin
	insert into jobs (kind, input, single)
	values ('refreshes/settle', jsonb_build_object('order_id', new.id), 'settle:' || new.id)
	on conflict do nothing;
	return null;
end $$;
create trigger refresh_ended after update on orders for each row
	when (new.refresh_of_id is not null and new.refresh_outcome is null
	      and new.state is distinct from old.state
	      and new.state in ('ready', 'needs_you', 'expired', 'canceled'))
	execute function refresh_ended();

create function refresh_read() returns trigger language plpgsql as $$
begin
	insert into jobs (kind, input, single)
	select 'refreshes/settle', jsonb_build_object('order_id', o.id), 'settle:' || o.id
	  from orders o
	 where o.id = new.order_id and o.refresh_of_id is not null and o.refresh_outcome is null
	on conflict do nothing;
	return null;
end $$;
create trigger refresh_read after insert or update on reports for each row
	when (new.body is not null or new.held_at is not null) execute function refresh_read();

-- A number nobody can guess, as 80 random bits (safety.md §1), for orders that are made by the
-- thousand; order_number() in the program makes those that are made one by one.
create function new_order_number() returns text language sql volatile as $$
	select 'LC-' || substr(h, 1, 5) || '-' || substr(h, 6, 5) || '-' || substr(h, 11, 5) || '-'
	       || substr(h, 16, 5)
	  from (select upper(encode(sha256(uuid_send(gen_random_uuid())), 'hex')) as h) x
$$;

alter table causes drop constraint causes_action_check;
alter table causes add constraint causes_action_check check (action in ('resend', 'replace',
	'wait', 'other_source', 'fix', 'ask_admin', 'identify'));
insert into causes (cause, title, meaning, say, verb, action) values
	('refresh_signin', 'The saved sign-in no longer works',
	 'The password was changed or a code is asked for. The client must sign in once more, with '
	 'a new link. What was read before stays.',
	 'We could not update your pay information. Please open the new link we send you and sign '
	 'in to your employer once more.',
	 'Send a new link', 'replace'),
	('refresh_later', 'The employer''s site is down',
	 'Nothing was read. It is tried again by itself, as often as the provider allows.',
	 'Your employer''s site is not working right now. You do not need to do anything.',
	 'Try again now', 'wait'),
	('refresh_failed', 'The data could not be read again',
	 'What was read before stays, for comparison. Another source or papers can take its place.',
	 'We could not update your pay information. We may need a new link or your pay stubs.',
	 'Order from another source', 'other_source');

grant select on renewal_rules to verify_app;
grant select, insert, update on refresh_links to verify_app;
