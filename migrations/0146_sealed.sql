-- Values that nobody who has only the database may read (safety.md §3): links, the texts of
-- messages, what providers sent, social security numbers. They are sealed by the program
-- (base/seal.h) and stand in their columns as "seal:KEY:…"; what stood there before stays readable
-- until `portal keys rotate` has been through.

-- A value for the program to open on its way out, in a column or anywhere inside JSON (db.h);
-- place: "orders.share_url:42". One that was never sealed is given as it is.
create function unseal(place text, value text) returns json language sql stable as $$
	select case when value like 'seal:%' then json_build_object('at', place, 'sealed', value)
	            else to_json(value) end
$$;
-- The id of the key that a value is sealed with; null where it is not sealed.
create function seal_key(value text) returns text language sql immutable as $$
	select case when value like 'seal:%' then split_part(value, ':', 2) end
$$;

-- Where a provider gives no short link there is none: the long one is not kept twice.
update orders set short_share_url = null where short_share_url = share_url;
create function order_url(o orders) returns json language sql stable as $$
	select coalesce(unseal('orders.short_share_url:' || o.id, o.short_share_url),
	                unseal('orders.share_url:' || o.id, o.share_url))
$$;

-- As link_url() in 0060_desk.sql, which the release before this one still calls.
create function link_target(wanted text) returns json language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	url json;
begin
	perform set_config('app.sees_all', 'true', true);
	url := (select unseal('orders.share_url:' || o.id, o.share_url)
	          from short_links l
	          join orders o on o.id = l.order_id
	          join order_states s on s.state = o.state and s.is_open
	         where l.code = wanted);
	perform set_config('app.sees_all', before, true);
	return url;
end $$;

-- A message keeps its text, which only a change of keys may seal anew.
create or replace function message_move() returns trigger language plpgsql as $$
begin
	if new.state is distinct from old.state then
		if not exists (select from message_moves where was = old.state and now = new.state) then
			raise exception using errcode = 'check_violation', constraint = 'messages_move',
				message = format('a message cannot move from %s to %s', old.state, new.state);
		end if;
		new.state_at := now();
	end if;
	if new.client_key <> old.client_key or new.code <> old.code or new.address <> old.address
	   or new.order_id <> old.order_id
	   or (old.body <> new.body and (seal_key(new.body) is null
	                                 or seal_key(new.body) is not distinct from seal_key(old.body)))
	then
		raise exception using errcode = 'check_violation', constraint = 'messages_identity',
			message = 'a message keeps its address and its text';
	end if;
	return new;
end $$;

-- The bytes of an event, hexadecimal and sealed for its sha256.
alter table webhook_events add column sealed text, alter column body drop not null,
	add constraint webhook_events_whole check (body is not null or sealed is not null);

-- A social security number where the agency keeps it: sealed, and a keyed hash to find it by.
alter table members add column ssn_sealed text, add column ssn_index text
	check (ssn_index ~ '^[0-9a-f]{64}$');
create index members_by_ssn on members (ssn_index) where ssn_index is not null;
grant usage on sequence members_id_seq to verify_app;
