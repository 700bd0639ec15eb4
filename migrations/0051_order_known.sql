-- Events that came before anybody knew whose they were have their effect once the ids of the order
-- at the provider are known, whichever way that came: its answer, a look, a webhook, a person.

create index webhook_events_waiting on webhook_events (id) where state in ('parked', 'orphan');

create function order_known() returns trigger language plpgsql as $$
begin
	with early as (
		update webhook_events e
		   set state = 'applied', applied_at = now()
		 where e.state in ('parked', 'orphan')
		   and (e.order_upstream_id = new.upstream_id or e.order_number = new.order_number
		        or (e.order_upstream_id is null and e.upstream_user_id = new.upstream_user_id))
		returning e.id
	)
	insert into jobs (kind, input, single)
	select 'orders/refetch', jsonb_build_object('order_id', new.id), 'refetch:' || new.id
	 where exists (select from early)
	on conflict do nothing;
	return null;
end $$;

create trigger order_known after update on orders for each row
	when (new.upstream_id is not null
	      and (old.upstream_id is distinct from new.upstream_id
	           or old.upstream_user_id is distinct from new.upstream_user_id))
	execute function order_known();
