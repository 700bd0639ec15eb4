-- The inbox whole (safety.md §2): poison that waits for a person, orphans, states that never go
-- back, and what is known of a provider's health.

alter table webhook_events drop constraint webhook_events_state_check;
alter table webhook_events add constraint webhook_events_state_check
	check (state in ('kept', 'applied', 'ignored', 'poison', 'parked', 'orphan'));
alter table webhook_events add column problem text;       -- a status' word; never what it says
alter table webhook_events add column replays integer not null default 0;
create index webhook_events_stopped on webhook_events (received_at desc)
	where state in ('poison', 'orphan', 'parked');

-- An event whose job used up its tries waits for an admin, however the job came to its end: also
-- when the program died on it each time.
create function webhook_stop() returns trigger language plpgsql as $$
begin
	update webhook_events w
	   set state = 'poison', problem = coalesce(new.problem, 'ended')
	 where w.id = (new.input ->> 'event_id')::bigint and w.state in ('kept', 'parked');
	return null;
end $$;
create trigger webhook_stop after update on jobs for each row
	when (new.state = 'failed' and old.state <> 'failed' and new.input ? 'event_id')
	execute function webhook_stop();

-- How far a state is on its way: of two at the same moment the further one holds.
alter table order_states add column progress integer not null default 0;
update order_states s
   set progress = v.progress
  from (values ('sending', 0), ('checking', 0), ('needs_fix', 0), ('waiting', 1), ('connecting', 2),
               ('reading', 3), ('needs_you', 4), ('ready', 5), ('expired', 6), ('canceled', 7),
               ('reviewed', 8)) as v (state, progress)
 where s.state = v.state;

create function state_progress(wanted text) returns integer language sql stable as $$
	select progress from order_states where state = wanted
$$;

-- What beats what before time is asked: being over beats being open, whenever it was said, and
-- data that are there beat every other end. So nothing that is over goes back, and the same
-- sayings in any order end in the same state.
create function state_weight(state text, status text, cause text) returns integer
language sql immutable as $$
	select case when state in ('ready', 'reviewed') and status = 'completed' then 20
	            when cause in ('identity', 'wrong_person') then 20
	            when state = 'canceled' then 17
	            when state = 'expired' then 16
	            else 0 end
$$;

-- A provider may take back what it said while an order is open.
insert into order_moves (was, now) values ('ready', 'waiting'), ('ready', 'expired')
on conflict do nothing;

-- What we know of each provider beside its events. key_…: the last test of our keys.
create table provider_health (
	provider       text primary key check (provider in ('truv', 'truework')),
	refused        bigint not null default 0,               -- signatures that did not fit
	refused_at     timestamptz,
	endpoint_state text not null default 'unknown'
	               check (endpoint_state in ('unknown', 'enabled', 'disabled', 'missing')),
	endpoint_id    text,
	endpoint_at    timestamptz,
	deliveries_at  timestamptz,
	deliveries     integer not null default 0,              -- in the delivery log when last read
	missed         integer not null default 0,              -- of those, never delivered to us
	key_state      text not null default 'untested'
	               check (key_state in ('untested', 'asked', 'works', 'wrong', 'forbidden',
	                                    'throttled', 'refused', 'away')),
	key_status     integer,
	key_at         timestamptz
);
insert into provider_health (provider) values ('truv'), ('truework');
grant select, update on provider_health to verify_app;

create function tell_provider() returns trigger language plpgsql as $$
begin
	perform pg_notify('changed', 'provider:' || new.provider);
	return null;
end $$;
create trigger tell_provider after update on provider_health
	for each row execute function tell_provider();
-- Not for each event: a notification costs the receive path its commits.
create trigger tell_provider after update on webhook_events for each row
	when (new.state is distinct from old.state
	      and (new.state in ('poison', 'parked', 'orphan')
	           or old.state in ('poison', 'parked', 'orphan')))
	execute function tell_provider();
create trigger tell_provider_poison after insert on webhook_events for each row
	when (new.state = 'poison') execute function tell_provider();

-- Should we have heard of something? True while an order is open that was made before the silence
-- began. Tells nobody whose order, so it may look past the offices.
create function provider_waits(wanted text) returns boolean language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	waits boolean;
begin
	perform set_config('app.sees_all', 'true', true);
	waits := exists (select
	                   from orders o
	                   join order_states s on s.state = o.state and s.is_open
	                  where o.provider = wanted and o.upstream_id is not null
	                    and o.created_at < now() - span(interval '15 minutes'));
	perform set_config('app.sees_all', before, true);
	return waits;
end $$;
