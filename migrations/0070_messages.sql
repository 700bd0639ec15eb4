-- What the agency itself sends to clients (product.md §3, delivery "agency"; safety.md §1): the
-- intent, its attempts, the texts they are made from, and the phones that said STOP.

-- The texts. A message keeps the version it was made from; the current one is used for the next.
-- {{name}} stands for a value: first_name, link, code, agency, phone (the office's), program,
-- until (the day the link ends, in the message's language), check (where a client may ask whether
-- a message is real).
create table message_templates (
	kind       text not null check (kind ~ '^[a-z][a-z_]{1,30}$'),
	channel    text not null check (channel in ('email', 'sms')),
	language   text not null references languages,
	version    integer not null default 1 check (version > 0),
	subject    text check (length(subject) between 1 and 150),
	body       text not null check (length(body) between 1 and 4000),
	is_current boolean not null default true,
	made_by    bigint references users,
	made_at    timestamptz not null default now(),
	primary key (kind, channel, language, version),
	constraint message_templates_subject_fits check ((channel = 'email') = (subject is not null))
);
create unique index message_templates_one_current
	on message_templates (kind, channel, language) where is_current;
insert into message_templates (kind, channel, language, subject, body) values
	('link', 'email', 'en', 'Your link from {{agency}}', $$Hello {{first_name}},

{{agency}} needs to check your income or job. Use your own link to share it:

{{link}}

It takes about 5 minutes. The link works until {{until}}.
We never ask for your password by phone or e-mail.

Questions? Call us: {{phone}}.
Is this message real? Ask us about code {{code}}.
$$),
	('link', 'sms', 'en', null,
	 '{{agency}}: use this link to share your income or job: {{link}} Questions? {{phone}}. '
	 'Code {{code}}. Reply STOP to end.');

-- queued: waits for its time; sending: a worker has it; sent: the mail server or gateway took it;
-- delivered: the phone has it; failed: it did not arrive, and cause says why; uncertain: handed
-- over without a clear answer, and we are finding out; needs_review: nobody can find out, a person
-- decides; canceled: was not sent, and cause says why.
create table message_states (
	state text primary key,
	word  text not null,
	look  text not null,
	icon  text not null
);
insert into message_states (state, word, look, icon) values
	('queued',       'Waiting to go out',   'moving', 'send'),
	('sending',      'Sending',             'moving', 'send'),
	('sent',         'Sent',                'wait',   'check_circle'),
	('delivered',    'Delivered',           'ready',  'check_circle'),
	('failed',       'Not delivered',       'you',    'error'),
	('uncertain',    'Checking',            'moving', 'search'),
	('needs_review', 'Not known',           'you',    'error'),
	('canceled',     'Not sent',            'closed', 'cancel');

create table message_moves (
	was text not null references message_states,
	now text not null references message_states,
	primary key (was, now)
);
insert into message_moves
select w, n from (values
	('queued',       '{sending,canceled,failed}'::text[]),
	('sending',      '{queued,sent,delivered,failed,uncertain,needs_review}'),
	('uncertain',    '{sent,delivered,failed,needs_review}'),
	('needs_review', '{queued,sent,delivered,failed,canceled}'),
	('sent',         '{delivered,failed}'),
	('failed',       '{delivered}')
) as moves (w, ns), unnest(ns) as n;

-- Why a message did not arrive or was not sent, and what to do then, in plain words.
create table message_causes (
	cause   text primary key,
	meaning text not null,                  -- a sentence, without its full stop
	advice  text not null,                  -- what the worker does next, the same way
	is_stop boolean not null default false  -- of what was held back: nobody need act
);
insert into message_causes (cause, meaning, advice, is_stop) values
	('landline',    'This number cannot get texts: it is a landline',
	 'Ask for a mobile number, or send the link by e-mail', false),
	('unreachable', 'Phone is not accepting messages right now',
	 'Try again later, or call', false),
	('foreign',     'Texts go to numbers in this country only',
	 'Ask for another number, or send the link by e-mail', false),
	('no_number',   'There is no such phone number', 'Ask for the right number', false),
	('blocked',     'The phone company blocked the text',
	 'Send the link by e-mail, or read it out', false),
	('stopped',     'The client texted STOP: nothing more goes to this phone',
	 'Send by e-mail, or ask the client to text START', false),
	('no_mailbox',  'There is no such e-mail address', 'Ask for the right address', false),
	('bad_address', 'The e-mail address cannot be used as it is written',
	 'Ask for another address', false),
	('refused',     'The message was refused', 'Try another way, or call the help desk', false),
	('too_late',    'It could not be sent for a whole day',
	 'Hand on the link another way, and tell the help desk', false),
	('off',         'This agency does not send that way',
	 'Choose another way, or tell the help desk', false),
	('no_text',     'There is no text for this message',
	 'Tell the help desk: a text is missing', false),
	('no_answer',   'The connection broke while it was handed over',
	 'Ask the client whether it came. If not, send it again', false),
	('ready',       'The client has finished', 'Nothing to do', true),
	('order_over',  'The order is over', 'Nothing to do', true),
	('case_closed', 'The case is closed', 'Nothing to do', true),
	('changed',     'The link goes out another way now', 'Nothing to do', true),
	('withdrawn',   'Somebody took it back', 'Nothing to do', true);

-- A phone that said STOP, until it says START.
create table message_stops (
	phone      text primary key check (phone ~ '^\+\d{8,15}$'),
	stopped_at timestamptz not null default now(),
	started_at timestamptz,
	constraint message_stops_order check (started_at >= stopped_at)
);

-- When nothing is sent by itself, on the client's clock: the office's zone, else the agency's.
-- No row for a channel: any time will do. From 21:00 until 08:00 goes over midnight.
create table quiet_hours (
	channel  text primary key check (channel in ('email', 'sms')),
	from_at  time not null,
	until_at time not null check (until_at <> from_at)
);
insert into quiet_hours values ('sms', '21:00', '08:00');

-- When the quiet hours end that hold at that moment; null where none do. A clock that is put on
-- or back meanwhile moves the end with it.
create function quiet_until(channel text, at timestamptz, zone text) returns timestamptz
language sql stable as $$
	select case when case when q.from_at < q.until_at
	                      then h.clock >= q.from_at and h.clock < q.until_at
	                      else h.clock >= q.from_at or h.clock < q.until_at end
	            then (h.day + (h.clock >= q.until_at)::integer + q.until_at) at time zone $3 end
	  from quiet_hours q
	 cross join lateral (select ($2 at time zone $3)::time as clock,
	                            ($2 at time zone $3)::date as day) h
	 where q.channel = $1
$$;

-- The intent: made once, sent once. The text is made for the first attempt and kept before the
-- first byte leaves; every attempt sends the same.
create table messages (
	id          bigint generated always as identity primary key,
	order_id    bigint not null references orders,
	case_id     bigint not null references cases,
	member_id   bigint not null references members,
	channel     text not null check (channel in ('email', 'sms')),
	kind        text not null,
	client_key  text not null unique check (length(client_key) between 8 and 160),
	-- what the client may ask us for: eight letters and digits, shown as XXXX-XXXX
	code        text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
	address     text not null,
	language    text not null references languages,
	asked_by    bigint references users,            -- null: went by itself
	-- the client is on the line or at the window: quiet hours do not hold it
	is_awaited  boolean not null default false,
	send_at     timestamptz not null default now(), -- not before
	version     integer,
	subject     text,
	body        text,
	state       text not null default 'queued' references message_states,
	cause       text references message_causes,
	provider_id text,                               -- the gateway's
	state_at    timestamptz not null default now(),
	looks       integer not null default 0,         -- how often we asked what became of it
	created_at  timestamptz not null default now(),
	constraint messages_text_whole check ((version is null) = (body is null)),
	constraint messages_subject_fits check (subject is null or channel = 'email'),
	constraint messages_sent_has_text
		check (state in ('queued', 'sending', 'failed', 'canceled') or body is not null),
	constraint messages_cause_fits
		check ((state in ('failed', 'needs_review', 'canceled')) = (cause is not null))
);
create index messages_of_order on messages (order_id, id);
create index messages_of_member on messages (member_id, created_at desc);
create index messages_by_provider_id on messages (provider_id);
create index messages_under_way on messages (send_at)
	where state in ('queued', 'sending', 'uncertain');

create function message_move() returns trigger language plpgsql as $$
begin
	if new.state is distinct from old.state then
		if not exists (select from message_moves where was = old.state and now = new.state) then
			raise exception using errcode = 'check_violation', constraint = 'messages_move',
				message = format('a message cannot move from %s to %s', old.state, new.state);
		end if;
		new.state_at := now();
	end if;
	if new.client_key <> old.client_key or new.code <> old.code or new.address <> old.address
	   or new.order_id <> old.order_id or old.body <> new.body then
		raise exception using errcode = 'check_violation', constraint = 'messages_identity',
			message = 'a message keeps its address and its text';
	end if;
	return new;
end $$;
create trigger message_move before update on messages
	for each row execute function message_move();

-- One row for every time bytes may have left. Written before sending, never deleted.
create table message_attempts (
	id           bigint generated always as identity primary key,
	message_id   bigint not null references messages,
	phase        text not null default 'claimed'
	             check (phase in ('claimed', 'committed', 'accepted', 'refused', 'denied',
	                              'throttled', 'unsent', 'uncertain')),
	job_id       bigint not null,
	generation   bigint not null,           -- the job's; a later write with an older one is refused
	claimed_at   timestamptz not null default now(),
	committed_at timestamptz,
	ended_at     timestamptz,
	reply_code   integer,                   -- HTTP's or SMTP's
	curl_code    integer,
	request_hash text,
	reply_hash   text,
	constraint message_attempts_phase_fits
		check ((phase in ('claimed', 'committed')) = (ended_at is null)),
	-- a mail server may refuse an address before anything was handed over
	constraint message_attempts_sent_was_committed
		check (phase not in ('committed', 'accepted', 'uncertain') or committed_at is not null)
);
create unique index message_attempts_one_open on message_attempts (message_id)
	where ended_at is null;
create index message_attempts_of_message on message_attempts (message_id, id);

create function message_code() returns text language sql volatile as $$
	select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(b, i) % 32 + 1, 1), '')
	  from (select uuid_send(gen_random_uuid()) as b offset 0) r,
	       unnest('{0,1,2,3,4,5,10,11}'::integer[]) as i
$$;

-- Wants something sent to the client of an order: makes the intent and its job, once for each
-- client_key, and gives the message's id; the same again for a key that was there. Null where the
-- order has no address for that channel, or there is no such order to see. asked_by: null for what
-- goes by itself. In whatever statement it is called, it is part of its transaction.
create function message_add(order_id bigint, channel text, kind text, client_key text,
	asked_by bigint default null, send_at timestamptz default now(),
	is_awaited boolean default false) returns bigint language plpgsql volatile as $$
declare
	made bigint;
begin
	for i in 1 .. 5 loop
		begin
			insert into messages (order_id, case_id, member_id, channel, kind, client_key, code,
			                      address, language, asked_by, send_at, is_awaited)
			select o.id, o.case_id, o.member_id, $2, $3, $4, message_code(),
			       case $2 when 'email' then o.email else o.phone end, o.language, $5, $6, $7
			  from orders o
			 where o.id = $1 and case $2 when 'email' then o.email else o.phone end is not null
			on conflict on constraint messages_client_key_key do nothing
			returning id into made;
			exit;
		exception when unique_violation then
			null;                               -- the code was taken: draw another
		end;
	end loop;
	if made is null then
		select m.id into made from messages m where m.client_key = $4 and m.order_id = $1;
		return made;
	end if;
	insert into jobs (kind, input, single, run_at)
	values ('messages/send', jsonb_build_object('message_id', made), 'message:' || made, $6);
	return made;
end $$;

-- What holds a message back now: a cause, 'quiet' for the hours of the night, null for nothing.
-- Asked when it is about to go, not when it was wanted.
create function message_barrier(m messages) returns text language sql stable as $$
	select case when o.state in ('ready', 'reviewed') then 'ready'
	            when not s.is_open or o.cancel_asked_at is not null or o.share_url is null
	                 or o.expires_at <= now() then 'order_over'
	            when c.closed_at is not null then 'case_closed'
	            when m.asked_by is null and o.delivery <> 'agency' then 'changed'
	            when m.channel = 'sms' and exists (
	                 select from message_stops t
	                  where t.phone = m.address and t.started_at is null) then 'stopped'
	            when not m.is_awaited
	                 and quiet_until(m.channel, now(), z.zone) is not null then 'quiet' end
	  from orders o
	  join order_states s on s.state = o.state
	  join cases c on c.id = o.case_id
	  join offices f on f.id = c.office_id
	 cross join lateral (select coalesce(f.zone, current_setting('TimeZone')) as zone) z
	 where o.id = m.order_id
$$;

-- As soon as the link of an order that the agency delivers is known, or its delivery becomes that,
-- the message is wanted: in whatever statement that came about.
create function order_delivers() returns trigger language plpgsql as $$
begin
	perform message_add(new.id, channel, 'link', 'order:' || new.id || ':link:' || channel)
	   from unnest('{email,sms}'::text[]) as channel;
	return null;
end $$;
create trigger order_delivers after update on orders for each row
	when (new.delivery = 'agency' and new.share_url is not null
	      and (old.share_url is null or old.delivery <> 'agency'))
	execute function order_delivers();

create function scope_has_message(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from messages m where m.id = wanted);
end $$;

alter table messages enable row level security;
alter table messages force row level security;
create policy office on messages
	using (scope_all() or exists (select from orders o where o.id = order_id))
	with check (scope_has_order(order_id));
alter table message_attempts enable row level security;
alter table message_attempts force row level security;
create policy office on message_attempts
	using (scope_all() or exists (select from messages m where m.id = message_id))
	with check (scope_has_message(message_id));

grant select on message_states, message_moves, message_causes to verify_app;
grant select, insert, update on messages, message_attempts, message_templates, message_stops,
	quiet_hours to verify_app;

create trigger tell after insert or update on messages
	for each row execute function tell_order_part();

-- The gateway and the mail server have gates and an inbox as the providers have.
alter table gates drop constraint gates_provider_check;
alter table gates add constraint gates_provider_check
	check (provider in ('truv', 'truework', 'sms', 'mail'));
insert into gates (provider, per_minute, burst, reserve) values
	('sms', 180, 20, 10), ('mail', 600, 50, 10);
alter table webhook_events drop constraint webhook_events_provider_check;
alter table webhook_events add constraint webhook_events_provider_check
	check (provider in ('truv', 'truework', 'sms'));
alter table provider_health drop constraint provider_health_provider_check;
alter table provider_health add constraint provider_health_provider_check
	check (provider in ('truv', 'truework', 'sms'));
insert into provider_health (provider) values ('sms');
