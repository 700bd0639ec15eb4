-- A link that somebody sends again, and who asks whether a message is ours.

-- What was asked for. The rule that guards it is order_resend()'s.
create table resends (
	id         bigint generated always as identity primary key,
	order_id   bigint not null references orders,
	ways       text[] not null check (ways <@ '{email,sms,truv}' and ways <> '{}'),
	reason     text check (length(reason) <= 200),
	client_key text not null unique check (length(client_key) between 8 and 140),
	asked_by   bigint references users,
	asked_at   timestamptz not null default now()
);
create index resends_of_order on resends (order_id, asked_at desc);

-- When the client of an order was last sent something that may have arrived.
create function order_last_sent(o orders) returns timestamptz language sql stable as $$
	select greatest(
	       (select max(m.created_at) from messages m
	         where m.order_id = o.id and m.state not in ('failed', 'canceled')),
	       (select max(r.asked_at) from resends r
	         where r.order_id = o.id and 'truv' = any (r.ways)),
	       (select t.at from order_steps t
	         where t.order_id = o.id and t.step = 'sent' and o.delivery = 'truv'))
$$;

-- Sends the client the link once more, and says what came of it: sent (we send it), requested (Truv
-- is asked to), again (the same form as before: nothing more), guarded (something went within the
-- hour, and no reason is given), over (there is no link to send), stopped (the phone said STOP),
-- no_way (no address for what was chosen, or nothing is ever sent of this order); null: no such
-- order. The order's lock makes it one message, whoever presses at once. ways: null for every
-- address there is. is_awaited: the client is on the line, so that quiet hours do not hold it.
create function order_resend(wanted bigint, asker bigint, why text, key text,
	chosen text[] default null, is_awaited boolean default false)
returns text language plpgsql volatile as $$
declare
	o orders;
	going text[];
	teller text;
begin
	perform from orders x where x.id = wanted for update;
	-- Read after the lock was got, so that what others did meanwhile is seen.
	o := (select x from orders x where x.id = wanted);
	if o.id is null then
		return null;
	elsif exists (select from resends r where r.client_key = key) then
		return 'again';
	elsif o.share_url is null or o.state in ('ready', 'reviewed') or o.cancel_asked_at is not null
	      or o.expires_at <= now()
	      or not exists (select from order_states s where s.state = o.state and s.is_open)
	      or exists (select from cases c where c.id = o.case_id and c.closed_at is not null) then
		return 'over';
	end if;
	going := case when o.delivery = 'truv' then '{truv}'::text[] else array(
		select w.way
		  from (values ('email', o.email), ('sms', o.phone)) w (way, address)
		 where w.address is not null and (chosen is null or w.way = any (chosen))) end;
	if going = '{}' then
		return 'no_way';
	elsif exists (select from message_stops t
	               where t.phone = o.phone and t.started_at is null) then
		going := array_remove(going, 'sms');
	end if;
	if going = '{}' then
		return 'stopped';
	elsif why is null and order_last_sent(o) > now() - span(interval '1 hour') then
		return 'guarded';
	end if;
	insert into resends (order_id, ways, reason, client_key, asked_by)
	values (o.id, going, why, key, asker);
	perform message_add(o.id, way, 'resend', key || ':' || way, asker, now(), is_awaited)
	   from unnest(array_remove(going, 'truv')) as way;
	if 'truv' = any (going) then
		insert into jobs (kind, input, single)
		values ('orders/remind', jsonb_build_object('order_id', o.id), 'remind:' || o.id)
		on conflict do nothing;
	end if;
	teller := (select u.name from users u where u.id = asker);
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select o.case_id, o.member_id, o.id, 'resend:' || key, 'send',
	       left(member_name(m) || case when 'truv' = any (going)
	                                   then ': Truv is asked to send the link again'
	                                   else ': link sent again by ' || array_to_string(array(
	                                        select case w when 'sms' then 'text' else 'e-mail' end
	                                          from unnest(going) w order by w), ' and ') end
	            || coalesce('. ' || why, ''), 400), coalesce(teller, 'Verify')
	  from members m
	 where m.id = o.member_id
	on conflict do nothing;
	return case when 'truv' = any (going) then 'requested' else 'sent' end;
end $$;

-- Wrong codes that somebody asked for, for the throttle: an address, or "user:7".
create table message_guesses (
	who text not null,
	at  timestamptz not null default now()
);
create index message_guesses_recent on message_guesses (at, who);

-- Too many wrong codes in a quarter of an hour, from there or from everywhere.
create function message_guessed_out(asker text) returns boolean language sql stable as $$
	select count(*) filter (where g.who = asker) >= 20 or count(*) >= 1000
	  from message_guesses g
	 where g.at > now() - span(interval '15 minutes')
$$;

-- A code as it was meant: without spaces and dashes, in capitals, and the letters that our codes do
-- not have read as those they look like.
create function message_code_meant(typed text) returns text language sql immutable as $$
	select translate(upper(regexp_replace(typed, '[^A-Za-z0-9]', '', 'g')), 'OILU', '011V')
$$;

-- The message that carries a code, whoever may see it, as soon as it may have left us.
create function message_of_code(typed text) returns bigint language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found_id bigint;
begin
	perform set_config('app.sees_all', 'true', true);
	found_id := (select m.id from messages m
	              where m.code = message_code_meant(typed) and m.body is not null);
	perform set_config('app.sees_all', before, true);
	perform set_config('app.subject', coalesce('message:' || found_id, ''), true);
	return found_id;
end $$;

alter table resends enable row level security;
alter table resends force row level security;
create policy office on resends
	using (scope_all() or exists (select from orders o where o.id = order_id))
	with check (scope_has_order(order_id));

grant select, insert on resends to verify_app;
grant select, insert, delete on message_guesses to verify_app;

create trigger tell after insert on resends for each row execute function tell_order_part();

-- The provider is asked to write again by an attempt of its own kind: off, then on.
alter table order_attempts drop constraint order_attempts_kind_check;
alter table order_attempts add constraint order_attempts_kind_check
	check (kind in ('create', 'batch', 'cancel', 'refresh', 'notify', 'remind'));
