-- Work on many rows at once: what was chosen is kept as it was, every row is judged again when
-- its turn comes (product.md §4). Whoever lost the right to a row meanwhile changes nothing in it.

create table batch_actions (
	action   text primary key,
	title    text not null,                 -- of the page before it starts
	verb     text not null,                 -- the button, before "3 rows"
	doing    text not null,
	has_done text not null
);
insert into batch_actions (action, title, verb, doing, has_done) values
	('resend',  'Send the link again', 'Send the link to', 'Sending the link again',
	 'The link goes out again'),
	('message', 'Send a message', 'Send a message to', 'Sending a message', 'A message goes out'),
	('assign',  'Give to a worker', 'Assign', 'Assigning', 'Assigned'),
	('snooze',  'Snooze', 'Snooze', 'Snoozing', 'Snoozed'),
	('cancel',  'Cancel orders', 'Cancel', 'Canceling', 'Canceled, or Truv is asked to'),
	('export',  'Export as a table', 'Export', 'Exporting', 'Exported');

create table batches (
	id         bigint generated always as identity primary key,
	user_id    bigint not null references users,
	action     text not null references batch_actions,
	filters    jsonb not null,
	-- what the action wants to know: reason, worker_id, days, kind
	params     jsonb not null default '{}',
	state      text not null default 'draft'
	           check (state in ('draft', 'queued', 'running', 'done', 'stopped')),
	created_at timestamptz not null default now(),
	started_at timestamptz,
	ended_at   timestamptz,
	constraint batches_ended check ((ended_at is not null) = (state in ('done', 'stopped')))
);
create index batches_of_user on batches (user_id, id desc);

create table batch_items (
	batch_id bigint not null references batches,
	position integer not null,
	case_id  bigint not null references cases,
	order_id bigint references orders,
	task_id  bigint references tasks,
	outcome  text check (outcome in ('done', 'skipped')),
	why      text check (length(why) between 1 and 200),
	at       timestamptz,
	primary key (batch_id, position),
	constraint batch_items_told check ((outcome is null) = (at is null)
		and (outcome = 'skipped') = (why is not null))
);
create index batch_items_waiting on batch_items (batch_id, position) where outcome is null;

create function scope_has_batch(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from batches b where b.id = wanted);
end $$;

-- A batch is its maker's. Of a row only ids stand here; whose they are, their own tables say.
alter table batches enable row level security;
alter table batches force row level security;
create policy maker on batches using (scope_all() or user_id = scope_user());
alter table batch_items enable row level security;
alter table batch_items force row level security;
create policy maker on batch_items
	using (scope_all() or exists (select from batches b where b.id = batch_id))
	with check (scope_has_batch(batch_id));
grant select, insert, update on batches, batch_items to verify_app;
grant select on batch_actions to verify_app;

create function tell_batch() returns trigger language plpgsql as $$
begin
	perform pg_notify('changed', 'batch:' || new.id);
	return null;
end $$;
create trigger tell after update on batches for each row execute function tell_batch();

-- Why the client of an order is not written to now; null: he is. One who was written to within the
-- hour, only for a reason (product.md §3).
create function order_send_refusal(o orders, reason text) returns text language sql stable as $$
	select case when o.state not in ('waiting', 'connecting', 'needs_you')
	            then 'Nothing to send: ' || lower(s.word)
	            when o.share_url is null or o.expires_at <= now() then 'There is no link that works'
	            when o.cancel_asked_at is not null then 'It is being canceled'
	            when o.email is null and o.phone is null
	            then 'There is no e-mail address and no phone number'
	            when o.email is null and exists (
	                 select from message_stops t
	                  where t.phone = o.phone and t.started_at is null)
	            then 'The client texted STOP'
	            when coalesce(reason, '') = '' and exists (
	                 select from messages m
	                  where m.order_id = o.id and m.created_at > now() - span(interval '1 hour'))
	            then 'Was written to within the hour and needs a reason' end
	  from order_states s
	 where s.state = o.state
$$;

-- Why a row of a batch is left out; null: it may go. Asked for the preview and again when its turn
-- comes, each time with what the batch's maker may do at that moment.
create function batch_refusal(b batches, i batch_items) returns text language sql stable as $$
	select case when u.is_disabled or u.role not in ('caseworker', 'agent', 'supervisor')
	            then 'You may no longer do this'
	            when c.id is null or not (u.role = 'agent' or exists (
	                 select from user_offices x
	                  where x.user_id = u.id and x.office_id = c.office_id))
	            then 'It belongs to an office that is not yours'
	            when c.closed_at is not null and b.action <> 'export' then 'The case is closed'
	            when b.action in ('resend', 'message', 'cancel') and o.id is null
	            then 'It is a task, not an order'
	            when b.action in ('resend', 'message')
	            then order_send_refusal(o, b.params ->> 'reason')
	            when b.action = 'cancel' and not s.is_open then 'The order is over'
	            when b.action = 'cancel' and o.cancel_asked_at is not null
	            then 'It is being canceled already'
	            when b.action = 'snooze' and (t.id is null or t.done_at is not null)
	            then 'There is no open task to snooze'
	            when b.action = 'assign' and b.params ? 'worker_id' and not exists (
	                 select from users w
	                   join user_offices x on x.user_id = w.id and x.office_id = c.office_id
	                  where w.id::text = b.params ->> 'worker_id' and not w.is_disabled
	                    and w.role in ('caseworker', 'supervisor'))
	            then 'The worker is not of its office'
	            when b.action = 'assign' and c.worker_id::text = b.params ->> 'worker_id'
	                 and t.assignee_id is null
	            then 'The worker has it already' end
	  from users u
	  left join cases c on c.id = i.case_id
	  left join orders o on o.id = i.order_id
	  left join order_states s on s.state = o.state
	  left join tasks t on t.id = i.task_id
	 where u.id = b.user_id
$$;
