-- Campaigns: the renewals of many people (product.md §6). A campaign is counted first (the dry
-- run), then started, and fed to the queue a little at a time; the state of each person in it
-- stands here, so that a restart goes on where it was.

alter table cases add column is_restricted boolean not null default false;   -- no bulk work

create table campaign_states (
	state text primary key,
	word  text not null,
	look  text not null,
	icon  text not null,
	place integer not null
);
insert into campaign_states (state, word, look, icon, place) values
	('counting', 'Counting',           'moving', 'search',        3),
	('draft',    'Not started',        'wait',   'edit',          2),
	('waiting',  'Waits for approval', 'you',    'error',         1),
	('running',  'Running',            'read',   'autorenew',     4),
	('paused',   'Paused',             'wait',   'hourglass_empty', 2),
	('stopped',  'Stopped',            'closed', 'cancel',        6),
	('done',     'Done',               'closed', 'check_circle',  5);

create table campaigns (
	id           bigint generated always as identity primary key,
	name         text not null check (length(name) between 1 and 80),
	office_ids   bigint[] not null check (office_ids <> '{}'),
	due_from     date not null,
	due_to       date not null check (due_to >= due_from and due_to <= due_from + 400),
	program      text references programs (code),                 -- null: every program
	product      text not null check (product in ('income', 'employment', 'assets')),
	last_result  text check (last_result in ('never', 'unchanged', 'changed', 'failed')),
	recent_days  integer not null check (recent_days between 0 and 400),
	sends_links  boolean not null default true,     -- a new link goes out; else it is only made
	state        text not null default 'counting' references campaign_states,
	pause_why    text check (pause_why in ('person', 'endpoint')),
	pace         integer not null default 240 check (pace in (240, 120, 60)),
	client_key   text not null unique check (client_key ~ '^[A-Za-z0-9-]{16,80}$'),
	counted_case bigint not null default 0,         -- cases up to this one are counted
	created_by   bigint not null references users,
	created_at   timestamptz not null default now(),
	counted_at   timestamptz,
	started_by   bigint references users,
	started_at   timestamptz,
	approved_by  bigint references users,
	ended_at     timestamptz,
	constraint campaigns_second_person check (approved_by is null or approved_by <> started_by),
	constraint campaigns_pause_fits check ((state = 'paused') = (pause_why is not null))
);

-- Where a person of a campaign stands, and in which group the page counts it.
create table campaign_places (
	place   text primary key,
	outcome text not null check (outcome in ('unchanged', 'changed', 'failed', 'person', 'todo',
		'left_out')),
	word    text not null
);
insert into campaign_places (place, outcome, word) values
	('queued',     'todo',      'Not yet read'),
	('refreshing', 'todo',      'Being read'),
	('unchanged',  'unchanged', 'Ready to renew'),
	('changed',    'changed',   'To review'),
	('again',      'failed',    'Tried again later'),
	('link',       'failed',    'New link next'),
	('linking',    'failed',    'New link being made'),
	('linked',     'failed',    'New link sent'),
	('person',     'person',    'Needs a person'),
	('stopped',    'todo',      'Stopped before it was read'),
	('left_out',   'left_out',  'Left out');

create table campaign_reasons (
	reason text primary key,
	word   text not null,
	done   text not null                            -- what is done about it
);
insert into campaign_reasons (reason, word, done) values
	('recent',        'Verified lately',            'Nothing is needed'),
	('no_connection', 'No connection to read again', 'Order verification'),
	('restricted',    'Restricted case',            'Work it by hand'),
	('under_way',     'An order is under way',      'It goes on by itself'),
	('elsewhere',     'In another campaign',        'That one reads it'),
	('closed',        'Case was closed',            'Nothing is needed'),
	('login_error',   'Password changed',           'New link'),
	('mfa_error',     'Asked for a code',           'New link'),
	('account_locked', 'Account locked',            'New link'),
	('unable_to_reset', 'Password could not be reset', 'New link'),
	('unavailable',   'Employer site down',         'Tried again, then new link'),
	('no_data',       'Nothing to read',            'Waits for a person'),
	('config_error',  'Connection not set up right', 'Waits for a person'),
	('error',         'Truv could not finish',      'Waits for a person'),
	('not_supported', 'Employer cannot be read',    'Waits for a person'),
	('refused',       'Truv refused the refresh',   'New link'),
	('limited',       'Read three times in 24 hours', 'Tried again when allowed'),
	('identity',      'Two people matched',         'Waits for a person'),
	('no_address',    'No phone or e-mail',         'Waits for a person'),
	('canceled',      'Canceled by hand',           'Waits for a person'),
	('unknown',       'Truv shows no order',        'Waits for a person'),
	('client',        'Client signed in again',     'In the review queue');

create table campaign_items (
	id          bigint generated always as identity primary key,
	campaign_id bigint not null references campaigns,
	office_id   bigint not null references offices,
	case_id     bigint not null references cases,
	member_id   bigint not null references members,
	order_id    bigint references orders,           -- whose connections are read again
	due_on      date not null,
	place       text not null references campaign_places,
	reason      text references campaign_reasons,
	refresh_id  bigint unique references orders,    -- the newest refresh
	link_id     bigint unique references orders,    -- the order with the new link
	tries       integer not null default 0,
	run_at      timestamptz not null default now(),
	started_at  timestamptz,
	ended_at    timestamptz,
	unique (campaign_id, member_id),
	constraint campaign_items_left_out check ((place = 'left_out') = (order_id is null
		or reason in ('recent', 'no_connection', 'restricted', 'under_way', 'elsewhere', 'closed')))
);
create index campaign_items_next on campaign_items (campaign_id, due_on, id)
	where place in ('queued', 'again', 'link');
create index campaign_items_of on campaign_items (campaign_id, place, id);
create index campaign_items_of_member on campaign_items (member_id);
create index campaign_items_started on campaign_items (campaign_id, started_at);

alter table campaigns enable row level security;
alter table campaigns force row level security;
create policy office on campaigns using (scope_all() or office_ids && scope_offices());
alter table campaign_items enable row level security;
alter table campaign_items force row level security;
create policy office on campaign_items using (scope_all() or office_id = any (scope_offices()));

grant select on campaign_states, campaign_places, campaign_reasons to verify_app;
grant select, insert, update on campaigns, campaign_items to verify_app;

-- Open pages hear of a campaign once for each statement, however many people it moved.
create function tell_campaign() returns trigger language plpgsql as $$
begin
	perform set_config('app.subject', 'campaign:' || new.id, true);
	perform pg_notify('changed', concat_ws(' ', 'campaign:' || new.id, (
		select string_agg('office:' || o, ' ') from unnest(new.office_ids) o)));
	return null;
end $$;
create trigger tell after insert or update on campaigns
	for each row execute function tell_campaign();

create function tell_campaign_items() returns trigger language plpgsql as $$
begin
	perform pg_notify('changed', 'campaign:' || c)
	   from (select distinct campaign_id as c from moved) m;
	return null;
end $$;
create trigger tell after update on campaign_items referencing new table as moved
	for each statement execute function tell_campaign_items();

-- A client came back through the new link: that is to review now.
create function campaign_link_read() returns trigger language plpgsql as $$
begin
	update campaign_items
	   set place = 'changed', reason = 'client', ended_at = now()
	 where link_id = new.id and place in ('linking', 'linked');
	return null;
end $$;
create trigger campaign_link_read after update on orders for each row
	when (new.replaces_id is not null and new.state = 'ready' and old.state <> 'ready')
	execute function campaign_link_read();

-- How far long work is (look.md, "Progress"), in one shape for everything that takes its time: the
-- groups with their share, where each stands in a bar of 1,000 by 20, the share that is over and
-- the expected end. parts: [{key, word, class, count, is_over}] in the order of the bar.
create function progress(parts jsonb, a_minute numeric) returns jsonb language sql stable as $$
	with counted as (
		select p.n, p.key, p.word, p.class, p.count, p.is_over,
		       sum(p.count) over () as total,
		       sum(p.count) over (order by p.n) - p.count as before
		  from rows from (jsonb_to_recordset(parts) as (key text, word text, class text,
		       count bigint, is_over boolean)) with ordinality
		       as p (key, word, class, count, is_over, n)
	), summed as (
		select coalesce(max(total), 0) as total,
		       coalesce(sum(count) filter (where is_over), 0) as done
		  from counted
	), timed as (
		select s.total, s.done,
		       case when s.done < s.total and a_minute > 0
		            then make_interval(secs => (60 * (s.total - s.done) / a_minute)::float8)
		       end as left_
		  from summed s
	)
	select jsonb_build_object(
		'total', to_char(t.total, 'FM999,999,990'), 'done', to_char(t.done, 'FM999,999,990'),
		'percent', case when t.total = 0 then 0 else floor(100.0 * t.done / t.total) end || '%',
		'is_over', t.done = t.total,
		'finish', regexp_replace(fmt_when(now() + t.left_), '^Today ', ''),
		'finish_in', case when t.left_ < interval '1 minute' then 'in less than a minute'
		                  else 'in ' || fmt_age(now() - t.left_) end,
		'label', (select string_agg(to_char(c.count, 'FM999,999,990') || ' '
		                            || lower(left(c.word, 1)) || substr(c.word, 2), ', '
		                            order by c.n) from counted c),
		'bars', (select coalesce(jsonb_agg(jsonb_build_object(
		                'class', c.class, 'x', round(1000.0 * c.before / c.total, 1),
		                'width', greatest(1, round(1000.0 * c.count / c.total, 1) - 2))
		                order by c.n), '[]')
		           from counted c where c.count > 0),
		'rows', (select coalesce(jsonb_agg(jsonb_build_object(
		                'key', c.key, 'word', c.word, 'class', c.class,
		                'count', to_char(c.count, 'FM999,999,990'), 'has_any', c.count > 0,
		                'share', case when c.total = 0 then '0.0%' else
		                         to_char(100.0 * c.count / c.total, 'FM990.0') || '%' end)
		                order by c.n), '[]')
		           from counted c))
	  from timed t
$$;

-- A cell of a file for spreadsheets: no formula starts in it (safety.md §5), quotes are doubled.
create function csv_cell(t text) returns text language sql immutable as $$
	select case when c ~ '[",\r\n]' then '"' || replace(c, '"', '""') || '"' else c end
	  from (select case when t ~ '^[=+@\t\r-]' then '''' || t else coalesce(t, '') end as c) x
$$;
