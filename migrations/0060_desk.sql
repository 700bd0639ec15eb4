-- The office window: who came today, the monitors that face clients, and what pairs them.

alter table offices
	add column phone text check (phone ~ '^\+1\d{10}$'),
	add column zone text check (zone is null or now() at time zone zone is not null);
-- zone: null is the agency's

-- Somebody at the window today. No more is kept of them than that they came.
create table visitors (
	id         bigint generated always as identity primary key,
	office_id  bigint not null references offices,
	member_id  bigint not null references members,
	arrived_at timestamptz not null default now(),
	arrived_on date not null default current_date,
	added_by   bigint references users,
	help_at    timestamptz,
	left_at    timestamptz,
	unique (member_id, office_id, arrived_on)
);
create index visitors_today on visitors (office_id, arrived_on);

-- A monitor. It is known by the hash of the long random word in its address, and shows one order or
-- nothing. Nobody's name stands here.
create table displays (
	id         bigint generated always as identity primary key,
	office_id  bigint not null references offices,
	name       text not null check (length(name) between 1 and 40),
	token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	order_id   bigint references orders,
	shown_at   timestamptz,
	code_at    timestamptz,                         -- a worker brought the code back
	touched_at timestamptz,                         -- somebody pressed a button of it
	help_at    timestamptz,
	language   text not null default 'en' references languages,
	is_large   boolean not null default false,
	seen_at    timestamptz,                         -- the monitor last asked
	paired_at  timestamptz not null default now(),
	paired_by  bigint references users,
	removed_at timestamptz,
	constraint displays_shown_whole check ((order_id is null) = (shown_at is null))
);
create unique index displays_name_key on displays (office_id, lower(name))
	where removed_at is null;
create index displays_of_order on displays (order_id) where order_id is not null;

-- A monitor that waits to be paired: the code on its screen, and how often somebody typed a wrong
-- one meanwhile.
create table pairings (
	id         bigint generated always as identity primary key,
	token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
	code       text not null unique check (code ~ '^[0-9A-Z]{6}$'),
	remote     text not null,
	made_at    timestamptz not null default now(),
	tries      integer not null default 0
);
create index pairings_of_remote on pairings (remote, made_at);

-- Wrong words in the address of a display or of a short link, for the throttle.
create table token_guesses (
	remote text not null,
	at     timestamptz not null default now()
);
create index token_guesses_recent on token_guesses (remote, at);

-- Our own short address of an order's link: what a client types who has no camera.
create table short_links (
	code     text primary key check (code ~ '^[0-9a-z]{6}$'),
	order_id bigint not null unique references orders,
	made_at  timestamptz not null default now()
);

alter table visitors enable row level security;
alter table visitors force row level security;
create policy office on visitors using (scope_all() or office_id = any (scope_offices()));

grant insert, update on visitors, displays to verify_app;
grant select on visitors, displays to verify_app;
grant select, insert, update, delete on pairings to verify_app;
grant select, insert, delete on token_guesses to verify_app;
grant select, insert on short_links to verify_app;

-- The hash under which a token of an address is kept.
create function token_hash(token text) returns text language sql immutable as $$
	select encode(sha256(convert_to(token, 'UTF8')), 'hex')
$$;

-- Six letters and digits that nobody confuses, 30 bits.
create function short_code() returns text language sql volatile as $$
	select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', get_byte(b, i) % 32 + 1, 1), '')
	  from (select uuid_send(gen_random_uuid()) as b offset 0) r, generate_series(0, 5) as i
$$;

-- What a monitor may know of the order it shows. It knows no office and no person, so this looks
-- past the offices and gives nothing that names anybody.
create function display_order(wanted bigint) returns table (
	state text, state_at timestamptz, is_bank boolean, url text, short text,
	moved_at timestamptz) language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	return query
		select o.state, o.state_at, o.products = '{assets}',
		       case when s.is_open then o.share_url end, l.code,
		       greatest(o.state_at, max(t.at))
		  from orders o
		  join order_states s on s.state = o.state
		  left join short_links l on l.order_id = o.id
		  left join order_steps t on t.order_id = o.id
		 where o.id = wanted
		 group by o.id, s.is_open, l.code;
	perform set_config('app.sees_all', before, true);
end $$;

-- Which of its faces a monitor shows. The worker's key, twenty seconds of thanks and five idle
-- minutes make it dark; a connected phone takes the code away.
create function display_face(d displays, state text, state_at timestamptz, moved_at timestamptz,
	url text) returns text language sql stable as $$
	select case
	       when d.removed_at is not null then 'removed'
	       when d.order_id is null then 'dark'
	       when state in ('ready', 'reviewed')
	            then case when state_at < now() - span(interval '20 seconds')
	                      then 'dark' else 'thanks' end
	       when greatest(d.shown_at, d.touched_at, d.code_at, moved_at)
	            < now() - span(interval '5 minutes') then 'dark'
	       when url is null then 'ended'
	       when state = 'waiting' or moved_at <= greatest(d.shown_at, d.code_at) then 'code'
	       else 'steps' end
$$;

-- What is on a monitor: its face, and what the face says.
create function display_now(d displays) returns table (
	face text, state text, is_bank boolean, url text, short text)
language sql volatile as $$
	select display_face(d, o.state, o.state_at, o.moved_at, o.url), o.state, o.is_bank, o.url,
	       o.short
	  from (select d.order_id) w
	  left join lateral display_order(w.order_id) o on true
$$;

-- Where our own short address leads; nowhere once the order is over.
create function link_url(wanted text) returns text language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	url text;
begin
	perform set_config('app.sees_all', 'true', true);
	url := (select o.share_url
	          from short_links l
	          join orders o on o.id = l.order_id
	          join order_states s on s.state = o.state and s.is_open
	         where l.code = wanted);
	perform set_config('app.sees_all', before, true);
	return url;
end $$;

-- Every order that has a link has a short address of ours.
create function link_shorten() returns trigger language plpgsql as $$
begin
	insert into short_links (code, order_id) values (short_code(), new.id)
	on conflict do nothing;
	return null;
end $$;
create trigger link_shorten after insert or update on orders for each row
	when (new.share_url is not null) execute function link_shorten();
insert into short_links (code, order_id)
select short_code(), id from orders where share_url is not null
on conflict do nothing;

-- Dates as clients write them: {d} day, {m} month's word, {y} year.
create table date_forms (
	language text primary key references languages,
	form     text not null,
	months   text[] not null check (cardinality(months) = 12)
);
insert into date_forms (language, form, months) values
	('en', '{m} {d}, {y}',
	 '{January,February,March,April,May,June,July,August,September,October,November,December}'),
	('es', '{d} de {m} de {y}',
	 '{enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre}'),
	('zh-Hans', '{y}年{m}月{d}日', '{1,2,3,4,5,6,7,8,9,10,11,12}'),
	('zh-Hant', '{y}年{m}月{d}日', '{1,2,3,4,5,6,7,8,9,10,11,12}'),
	('vi', '{d} tháng {m}, {y}', '{1,2,3,4,5,6,7,8,9,10,11,12}'),
	('ko', '{y}년 {m}월 {d}일', '{1,2,3,4,5,6,7,8,9,10,11,12}'),
	('tl', '{m} {d}, {y}',
	 '{Enero,Pebrero,Marso,Abril,Mayo,Hunyo,Hulyo,Agosto,Setyembre,Oktubre,Nobyembre,Disyembre}'),
	('ru', '{d} {m} {y} г.',
	 '{января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря}'),
	('ar', '{d} {m} {y}',
	 '{يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر}'),
	('fa', '{d} {m} {y}',
	 '{ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه,اوت,سپتامبر,اکتبر,نوامبر,دسامبر}'),
	('hy', '{y} թ. {m} {d}', '{հունվարի,փետրվարի,մարտի,ապրիլի,մայիսի,հունիսի,հուլիսի,օգոստոսի,'
	 'սեպտեմբերի,հոկտեմբերի,նոյեմբերի,դեկտեմբերի}'),
	('ht', '{d} {m} {y}',
	 '{janvye,fevriye,mas,avril,me,jen,jiyè,out,septanm,oktòb,novanm,desanm}');
grant select on date_forms to verify_app;

create function fmt_date_for(d date, lang text) returns text language sql stable as $$
	select replace(replace(replace(f.form,
	               '{y}', extract(year from d)::text),
	               '{d}', extract(day from d)::text),
	               '{m}', f.months[extract(month from d)::integer])
	  from date_forms f
	 where f.language = lang
$$;

-- Open pages hear of it: the desk's and the monitor's own. That a monitor asked is no news.
create function tell_visitor() returns trigger language plpgsql as $$
begin
	perform set_config('app.subject', 'visitor:' || new.id, true);
	perform pg_notify('changed', 'office:' || new.office_id);
	return null;
end $$;
create trigger tell after insert or update on visitors
	for each row execute function tell_visitor();

create function tell_display() returns trigger language plpgsql as $$
begin
	perform set_config('app.subject', case when new.order_id is null then 'display:' || new.id
		else 'order:' || new.order_id end, true);
	perform pg_notify('changed', 'display:' || new.id || ' office:' || new.office_id);
	return null;
end $$;
create trigger tell_new after insert on displays for each row execute function tell_display();
create trigger tell after update on displays for each row
	when ((old.order_id, old.shown_at, old.code_at, old.touched_at, old.help_at, old.removed_at)
	      is distinct from (new.order_id, new.shown_at, new.code_at, new.touched_at, new.help_at,
	                        new.removed_at))
	execute function tell_display();

create function tell_pairing() returns trigger language plpgsql as $$
begin
	perform pg_notify('changed', 'pairing:' || old.id);
	return null;
end $$;
create trigger tell after update or delete on pairings
	for each row execute function tell_pairing();

create function tell_displays_of_order() returns trigger language plpgsql as $$
declare
	display bigint;
begin
	for display in select d.id from displays d where d.order_id = new.id loop
		perform pg_notify('changed', 'display:' || display);
	end loop;
	return null;
end $$;
create trigger tell_displays after update on orders
	for each row execute function tell_displays_of_order();
