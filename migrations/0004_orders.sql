-- Orders, their attempts at the provider, and the connections the client made (product.md §3,
-- safety.md §1).

-- The eleven states a worker sees. look: the tag; rank: what breaks first comes first.
create table order_states (
	state    text primary key,
	word     text not null,
	look     text not null,
	icon     text not null,
	rank     integer not null,
	is_open  boolean not null,
	whose    text not null                  -- who acts next
);
insert into order_states (state, word, look, icon, rank, is_open, whose) values
	('needs_fix',  'Needs a fix',        'you',    'edit',            1, true,  'worker'),
	('needs_you',  'Needs you',          'you',    'error',           2, true,  'worker'),
	('ready',      'Ready to review',    'ready',  'assessment',      3, true,  'worker'),
	('checking',   'Checking',           'moving', 'search',          4, true,  'nobody'),
	('connecting', 'Connecting',         'live',   'login',           5, true,  'client'),
	('reading',    'Reading data',       'read',   'autorenew',       6, true,  'nobody'),
	('sending',    'Sending',            'moving', 'send',            7, true,  'nobody'),
	('waiting',    'Waiting for client', 'wait',   'hourglass_empty', 8, true,  'client'),
	('expired',    'Expired',            'closed', 'history',         9, false, 'worker'),
	('reviewed',   'Reviewed',           'closed', 'check_circle',   10, false, 'nobody'),
	('canceled',   'Canceled',           'closed', 'cancel',         11, false, 'nobody');

-- From where to where a state may move. Anything else is refused below, whoever asks.
create table order_moves (
	was text not null references order_states,
	now text not null references order_states,
	primary key (was, now)
);
insert into order_moves
select w, n from (values
	('sending',
		'{checking,needs_fix,needs_you,waiting,connecting,reading,ready,canceled,expired}'::text[]),
	('checking',
		'{needs_fix,needs_you,waiting,connecting,reading,ready,canceled,expired,sending}'),
	('needs_fix',  '{sending,canceled}'),
	('waiting',    '{connecting,reading,ready,needs_you,expired,canceled}'),
	('connecting', '{waiting,reading,ready,needs_you,expired,canceled}'),
	('reading',    '{waiting,connecting,ready,needs_you,expired,canceled}'),
	('needs_you',  '{waiting,connecting,reading,ready,expired,canceled,sending}'),
	('ready',      '{reading,connecting,needs_you,reviewed,canceled}'),
	('expired',    '{ready,reading,connecting,canceled}'),
	('canceled',   '{ready}'),
	('reviewed',   '{ready}')
) as moves (w, ns), unnest(ns) as n;

-- What each cause of "needs you" means, what to say, what to do.
create table causes (
	cause   text primary key,
	title   text not null,
	meaning text not null,
	say     text not null,
	verb    text not null,                  -- the button's words
	action  text not null
		check (action in ('resend', 'replace', 'wait', 'other_source', 'fix', 'ask_admin'))
);
insert into causes (cause, title, meaning, say, verb, action) values
	('login_error', 'The employer''s site refused the password',
	 'The user name or password was wrong. The account is not locked. The same link still works.',
	 'The password was not right. Tap “Forgot password” on your employer''s page, reset it, '
	 'then open this same link again.',
	 'Show the link again', 'resend'),
	('mfa_error', 'The security code was not accepted',
	 'The code from the employer''s site was wrong or came too late. The same link still works.',
	 'The code did not work. Open the same link again and enter the newest code you receive.',
	 'Show the link again', 'resend'),
	('account_locked', 'The employer''s site locked the account',
	 'Too many tries. Only the employer or its payroll company can unlock it.',
	 'Your account at the payroll site is locked. Ask your employer or use the site''s '
	 '“unlock account”, then open this same link again.',
	 'Show the link again', 'resend'),
	('unable_to_reset', 'The password could not be reset',
	 'The client tried to reset the password and the site did not let them.',
	 'The reset did not work. Ask your employer''s payroll office for help, then open this '
	 'same link again.',
	 'Show the link again', 'resend'),
	('no_data', 'The account holds nothing to read',
	 'Sign-in worked, but this employer or bank gave no pay data.',
	 'You signed in, but there was no pay information there. Is there another employer or a '
	 'bank we can use?',
	 'Order from another source', 'other_source'),
	('not_supported', 'This employer cannot be connected',
	 'The payroll company is not supported.',
	 'We cannot connect to this employer. We can use your bank, or your pay stubs on paper.',
	 'Order from another source', 'other_source'),
	('unavailable', 'The employer''s site is down',
	 'The payroll site did not answer. It usually comes back within hours.',
	 'The payroll site is not working right now. Open the same link again later today.',
	 'Show the link again', 'wait'),
	('config_error', 'The connection is not set up right',
	 'Truv reports a configuration problem for this source. The client did nothing wrong.',
	 'Something on our side is not set up. We will call you when it works.',
	 'Order from another source', 'ask_admin'),
	('error', 'Something went wrong at the provider',
	 'Truv could not finish. Trying once more often works.',
	 'Something went wrong, and it was not you. Open the same link once more.',
	 'Show the link again', 'resend'),
	('skipped', 'The client left without finishing',
	 'The link was opened and left. Nothing was connected.',
	 'You opened the link but did not finish. Can you open it now, while we talk?',
	 'Show the link again', 'resend'),
	('delivery_failed', 'The message could not be delivered',
	 'Truv could not reach the e-mail address or phone number. An address cannot be changed '
	 'on a sent order.',
	 'Our message did not reach you. What is your right number or e-mail address?',
	 'Replace with a right address', 'replace'),
	('stuck', 'No progress for 20 minutes',
	 'Reading usually takes 1 to 5 minutes.',
	 'It takes longer than usual. You can close the page; we will call you if we need you.',
	 'Ask Truv again', 'wait'),
	('needs_review', 'Truv shows no order',
	 'We looked three times over 15 minutes and found nothing. It was most likely never made.',
	 'We have not sent your link yet. We are doing it now.',
	 'Send again', 'replace'),
	('refused', 'Truv refused the order',
	 'Nothing was sent. The fields named below need a change.',
	 'We need to correct a detail before we can send your link.',
	 'Fix and send', 'fix');

create table orders (
	id                bigint generated always as identity primary key,
	case_id           bigint not null references cases,
	member_id         bigint not null references members,
	provider          text not null default 'truv' check (provider in ('truv', 'truework')),
	products          text[] not null check (cardinality(products) between 1 and 3
	                                         and products <@ '{income,employment,assets}'),
	delivery          text not null check (delivery in ('truv', 'agency', 'in_person', 'link')),
	language          text not null references languages,
	email             text,
	phone             text,
	employer_hint     text check (length(employer_hint) <= 100),
	delay_hours       integer not null default 0 check (delay_hours between 0 and 72),

	-- The intent: made once, sent once.
	client_key        text not null unique check (client_key ~ '^[A-Za-z0-9-]{16,80}$'),
	order_number      text not null unique check (order_number ~ '^[A-Z0-9-]{16,40}$'),
	intent            text not null default 'queued'
	                  check (intent in ('queued', 'sending', 'created', 'rejected', 'uncertain',
	                  	'needs_review', 'withdrawn')),
	-- refused fields: {"email": "Truv refused …"}
	problems          jsonb not null default '{}',

	-- What the provider made of it.
	upstream_id       text,
	upstream_user_id  text,
	share_url         text,
	short_share_url   text,
	upstream_status   text,
	-- the newest of the provider's own times applied
	upstream_at       timestamptz,
	fetched_at        timestamptz,                          -- when we last asked

	state             text not null default 'sending' references order_states,
	cause             text references causes,
	state_at          timestamptz not null default now(),
	expires_at        timestamptz,
	replaces_id       bigint references orders,
	refresh_of_id     bigint references orders,
	created_by        bigint references users,
	cancel_reason     text,
	created_at        timestamptz not null default now(),

	unique (provider, upstream_id),
	constraint orders_created_has_upstream
		check ((intent = 'created') = (upstream_id is not null)),
	constraint orders_delivery_reaches check (delivery not in ('truv', 'agency')
		or email is not null or phone is not null),
	constraint orders_cause_fits
		check ((state in ('needs_you', 'needs_fix')) = (cause is not null)),
	constraint orders_intent_fits check (
		case intent when 'queued'       then state in ('sending', 'canceled')
		            when 'sending'      then state in ('sending', 'canceled')
		            when 'uncertain'    then state = 'checking'
		            when 'rejected'     then state in ('needs_fix', 'canceled')
		            when 'needs_review' then state in ('needs_you', 'canceled')
		            when 'withdrawn'    then state = 'canceled'
		            else state not in ('sending', 'checking', 'needs_fix') end)
);
create index orders_of_case on orders (case_id, id desc);
create index orders_of_member on orders (member_id, id desc);
create index orders_by_state on orders (state, state_at);
create index orders_of_upstream_user on orders (upstream_user_id);

create function order_move() returns trigger language plpgsql as $$
begin
	if new.state is distinct from old.state then
		if not exists (select from order_moves where was = old.state
			and now = new.state) then
			raise exception using errcode = 'check_violation',
				constraint = 'orders_move',
				message = format('an order cannot move from %s to %s', old.state,
					new.state);
		end if;
		new.state_at := now();
	end if;
	if new.order_number <> old.order_number or new.client_key <> old.client_key
	   or new.member_id <> old.member_id or new.case_id <> old.case_id then
		raise exception using errcode = 'check_violation', constraint = 'orders_identity',
			message = 'an order keeps its identity';
	end if;
	return new;
end $$;
create trigger order_move before update on orders for each row execute function order_move();

-- One row for every time bytes may have left. Written before sending, never deleted.
create table order_attempts (
	id           bigint generated always as identity primary key,
	order_id     bigint not null references orders,
	kind         text not null check (kind in ('create', 'cancel', 'refresh', 'notify')),
	phase        text not null default 'claimed'
	             check (phase in ('claimed', 'committed', 'accepted', 'refused', 'denied',
	             	'throttled', 'unsent', 'uncertain')),
	-- the job's; a later write with an older one is refused
	generation   bigint not null,
	claimed_at   timestamptz not null default now(),
	committed_at timestamptz,
	ended_at     timestamptz,
	http_status  integer,
	curl_code    integer,
	request_hash text,
	reply_hash   text,
	constraint order_attempts_phase_fits
		check ((phase in ('claimed', 'committed')) = (ended_at is null)),
	constraint order_attempts_sent_was_committed check (phase not in ('committed', 'accepted',
		'refused', 'throttled', 'denied', 'uncertain')
	                                                    or committed_at is not null)
);
create unique index order_attempts_one_open on order_attempts (order_id, kind)
	where ended_at is null;
create index order_attempts_of_order on order_attempts (order_id, id);

-- When an order first reached each step of its ribbon.
create table order_steps (
	order_id bigint not null references orders,
	step     text not null
		check (step in ('sent', 'opened', 'found', 'signed_in', 'reading', 'ready')),
	at       timestamptz not null default now(),
	primary key (order_id, step)
);

create table connections (
	id            bigint generated always as identity primary key,
	order_id      bigint not null references orders,
	upstream_id   text not null,
	kind          text not null check (kind in ('employer', 'bank')),
	name          text not null,
	provider_name text,
	data_source   text,
	link_id       text,
	state         text not null references order_states,
	cause         text references causes,
	tries         integer not null default 0,                -- how often it stopped
	upstream_at   timestamptz not null,                      -- only newer moves it
	state_at      timestamptz not null default now(),
	created_at    timestamptz not null default now(),
	unique (order_id, upstream_id),
	constraint connections_state_fits check (state in ('waiting', 'connecting', 'reading',
		'ready', 'needs_you', 'expired', 'canceled', 'reviewed')),
	constraint connections_cause_fits check ((state = 'needs_you') = (cause is not null))
);
create index connections_by_link on connections (link_id);
create index connections_by_upstream on connections (upstream_id);

-- A provider's report as it was read: SSNs and account numbers cut to their last four.
create table reports (
	id           bigint generated always as identity primary key,
	order_id     bigint not null references orders,
	product      text not null check (product in ('income', 'employment', 'assets')),
	upstream_id  text not null unique,
	completed_at timestamptz,
	body         jsonb,                                      -- null until read
	sha256       text check (sha256 ~ '^[0-9a-f]{64}$'),
	requested_at timestamptz not null default now(),
	fetched_at   timestamptz,
	constraint reports_read_whole check ((body is null) = (fetched_at is null)
		and (body is null) = (sha256 is null))
);
create index reports_of_order on reports (order_id, id desc);

-- What happened, in sentences. `key` makes a second telling of the same thing vanish.
create table timeline (
	id         bigint generated always as identity primary key,
	case_id    bigint not null references cases,
	member_id  bigint references members,
	order_id   bigint references orders,
	key        text not null unique,
	icon       text not null,
	sentence   text not null check (length(sentence) between 1 and 400),
	teller     text not null,                                -- "Client", "Truv", "D. Whitfield"
	is_failure boolean not null default false,
	at         timestamptz not null default now()
);
create index timeline_of_case on timeline (case_id, at desc, id desc);
create index timeline_of_order on timeline (order_id, at desc, id desc);
