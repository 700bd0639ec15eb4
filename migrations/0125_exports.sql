-- Lists that go out as files for spreadsheets (product.md §4, /exports). A file is made by a job, a
-- piece at a time, with what its maker may see then; it is the maker's alone and gone after a day.

create table export_lists (
	list      text primary key,
	word      text not null,
	place     integer not null,
	hint      text not null,
	pick_word text not null                          -- what may be picked of it
);
insert into export_lists (list, place, word, hint, pick_word) values
	('cases',    1, 'Cases', 'One row a case', 'State'),
	('worklist', 2, 'Worklist', 'What is open, what breaks first at the top', 'Whose'),
	('orders',   3, 'Orders', 'One row an order', 'State'),
	('reviews',  4, 'Review queue', 'One row a review', 'State'),
	('people',   5, 'People of renewals', 'One row a person, with the outcome', 'Renewals'),
	('dues',     6, 'Due days', 'One row a due day, as due lists come in', 'Due list');

create table export_columns (
	list       text not null references export_lists,
	name       text not null,
	word       text not null,
	place      integer not null,
	is_default boolean not null default true,
	primary key (list, name)
);
insert into export_columns (list, place, name, word, is_default)
select l.list, c.place, c.name, c.word, not c.name = any (l.more)
  from (values
	('cases', '{reference,client,latin,programs,due,state,worker,office,members,opened,closed}',
	 '{latin,members,closed}'::text[]),
	('worklist', '{reference,client,latin,asked,state,task,due,rule,worker,office,language,programs,
since,snoozed}', '{latin,rule,language,programs,since,snoozed}'),
	('orders', '{reference,client,latin,number,asked,state,since,delivery,language,provider,worker,
office,opened}', '{latin,language,provider,worker}'),
	('reviews', '{reference,client,latin,asked,state,since,decided,decided_by,due,worker,office}',
	 '{latin}'),
	('people', '{reference,client,latin,office,due,outcome,reason,order,tries,renewals}',
	 '{latin,order,tries}'),
	('dues', '{reference,member,period,due,program,office,list}', '{program,office,list}'))
	l (list, names, more)
 cross join lateral unnest(translate(l.names, E'\n', '')::text[]) with ordinality c0 (name, place)
 cross join lateral (
	select c0.name, c0.place, w.word
	  from (values ('reference', 'Case number'), ('client', 'Client'), ('member', 'Member'),
	               ('latin', 'Name in Latin letters'), ('programs', 'Programs'),
	               ('program', 'Program'), ('due', 'Due date'), ('state', 'State'),
	               ('worker', 'Worker'), ('office', 'Office'), ('members', 'People'),
	               ('opened', 'Opened'), ('closed', 'Closed'), ('asked', 'Asked for'),
	               ('task', 'Task'), ('rule', 'Due by which rule'), ('language', 'Language'),
	               ('since', 'Since'), ('snoozed', 'Snoozed until'), ('number', 'Order number'),
	               ('delivery', 'Delivery'), ('provider', 'Provider'), ('decided', 'Decision'),
	               ('decided_by', 'Decided by'), ('outcome', 'Outcome'), ('reason', 'Reason'),
	               ('order', 'Order number'), ('tries', 'Tries'), ('renewals', 'Renewals'),
	               ('period', 'Period'), ('list', 'Due list')) w (name, word)
	 where w.name = c0.name) c;

create table export_states (
	state text primary key,
	word  text not null,
	look  text not null,
	icon  text not null
);
insert into export_states (state, word, look, icon) values
	('queued',  'Waits its turn', 'moving', 'hourglass_empty'),
	('running', 'Being made',     'read',   'autorenew'),
	('done',    'Ready to save',  'ready',  'file_download'),
	('refused', 'Not made',       'closed', 'cancel'),
	('expired', 'Expired',        'closed', 'history');

create table exports (
	id         bigint generated always as identity primary key,
	user_id    bigint not null references users,
	list       text not null references export_lists,
	columns    text[] not null check (columns <> '{}'),
	office_id  bigint references offices,            -- null: all of its maker's
	pick       text check (length(pick) <= 40),
	office_ids bigint[],                             -- what its maker saw when it was made
	state      text not null default 'queued' references export_states,
	after      text not null default '',             -- how far it is, as its list counts
	chunks     integer not null default 0,
	row_count  integer not null default 0,
	left_count integer,                              -- rows that are still to come
	bytes      bigint not null default 0,
	fetches    integer not null default 0,
	client_key text not null unique check (client_key ~ '^[A-Za-z0-9-]{16,80}$'),
	created_at timestamptz not null default now(),
	started_at timestamptz,
	ended_at   timestamptz,
	expires_at timestamptz not null,
	constraint exports_ended check ((ended_at is not null)
		= (state in ('done', 'refused', 'expired')))
);
create index exports_of_user on exports (user_id, id desc);
create index exports_expiring on exports (expires_at) where state <> 'expired';

create table export_chunks (
	export_id bigint not null references exports,
	position  integer not null check (position between 0 and 59),
	body      text not null,
	primary key (export_id, position)
);

create function scope_has_export(wanted bigint) returns boolean language plpgsql volatile as $$
begin
	return scope_all() or exists (select from exports e where e.id = wanted
	                                 and e.user_id = scope_user());
end $$;

alter table exports enable row level security;
alter table exports force row level security;
create policy maker on exports using (scope_all() or user_id = scope_user());
alter table export_chunks enable row level security;
alter table export_chunks force row level security;
create policy maker on export_chunks
	using (scope_all() or exists (select from exports e where e.id = export_id
	                                 and e.user_id = scope_user()))
	with check (scope_has_export(export_id));

grant select on export_lists, export_columns, export_states to verify_app;
grant select, insert, update on exports to verify_app;
-- A chunk is a copy of what stands elsewhere, and goes after a day.
grant select, insert, delete on export_chunks to verify_app;

create function tell_export() returns trigger language plpgsql as $$
begin
	perform set_config('app.subject', 'export:' || new.id, true);
	perform pg_notify('changed', 'export:' || new.id);
	return null;
end $$;
create trigger tell after insert or update on exports
	for each row execute function tell_export();

-- What may be picked of a list, in the order of the form; '' is all of it. Campaigns and due lists
-- are those of the offices.
create function export_picks(wanted_list text, offices bigint[], sees_all boolean)
returns table (value text, word text, place bigint) language sql stable as $$
	select v.value, v.word, v.place
	  from (values ('cases', '', 'Open', 1), ('cases', 'closed', 'Closed', 2),
	               ('cases', 'all', 'Open and closed', 3), ('worklist', '', 'Everybody’s', 1),
	               ('worklist', 'mine', 'Mine', 2), ('worklist', 'pool', 'Nobody’s', 3),
	               ('orders', '', 'Open', 1), ('orders', 'all', 'Open and over', 2),
	               ('reviews', '', 'Open', 1), ('reviews', 'decided', 'Decided', 2),
	               ('people', '', 'All renewals', 1), ('dues', '', 'All due lists', 1))
	       v (list, value, word, place)
	 where v.list = wanted_list
	union all
	select s.state, s.word, 10 + s.rank from order_states s where wanted_list = 'orders'
	union all
	(select c.id::text, c.name, 1000000000 - c.id
	   from campaigns c
	  where wanted_list = 'people' and (c.office_ids && offices or sees_all)
	  order by c.id desc
	  limit 50)
	union all
	(select i.id::text, i.name || ', ' || fmt_day(i.confirmed_at), 1000000000 - i.id
	   from imports i
	  where wanted_list = 'dues' and i.kind = 'dues' and i.state = 'done'
	    and (i.office_id = any (offices) or sees_all)
	  order by i.id desc
	  limit 50)
$$;
