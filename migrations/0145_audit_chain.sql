-- The audit trail is chained: each row's hash goes over its fields and the hash before it, so that
-- nothing can be edited, taken out, put in or reordered without every later hash being wrong.
--
-- Links are made behind the rows, a few seconds later, by the clock (audit/link): a chain that
-- each page had to hold would let only one page at a time commit. A row without its link is found
-- by `portal audit verify` once it is two minutes old. Whoever can rewrite the whole chain is
-- caught by the anchors outside the database (app/audit.c).
alter table audit add column outcome text not null default 'done'
	check (outcome in ('done', 'not_done', 'not_found', 'refused', 'conflict', 'failed'));

drop function audit_write(bigint, text, text, text, text, text, text);
-- subject may be null: then it is what this transaction changed (the triggers of 0009 note it).
create function audit_write(user_id bigint, action text, subject text, route text, remote text,
	request_id text, reason text, outcome text default null)
returns bigint language sql security definer set search_path = public, pg_temp as $$
	insert into audit (user_id, action, subject, route, remote, request_id, reason, outcome)
	values (user_id, action, coalesce(subject, nullif(current_setting('app.subject', true),
		'')), route, remote, request_id, reason,
		coalesce(outcome, case when action like '%.refuse' then 'refused' else 'done' end))
	returning id
$$;

create table audit_chain (
	seq      bigint primary key check (seq > 0),
	audit_id bigint not null unique,
	hash     bytea not null check (octet_length(hash) = 32)
);
create trigger audit_keep before update or delete
	on audit_chain for each row execute function audit_keep();
create trigger audit_keep_all before truncate
	on audit_chain for each statement execute function audit_keep();

-- A field so that no two rows give the same bytes: "3:abc," or "-,".
create function audit_part(value text) returns text language sql immutable as $$
	select coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-') || ','
$$;

-- The same as audit_digest() in app/audit_chain.c, which does not trust this one.
create function audit_digest(a audit) returns bytea language sql stable as $$
	select sha256(convert_to(
	       audit_part(a.id::text)
	       || audit_part((extract(epoch from a.at) * 1000000)::bigint::text)
	       || audit_part(a.user_id::text) || audit_part(a.action) || audit_part(a.subject)
	       || audit_part(a.route) || audit_part(a.remote) || audit_part(a.request_id)
	       || audit_part(a.reason) || audit_part(a.outcome), 'UTF8'))
$$;

-- Links what is not linked yet, in the order of ids, and says how many. A row that commits late
-- gets a later place: ids up to those of two minutes ago are settled, for no transaction lasts as
-- long.
create function audit_link(most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	place bigint;
	head bytea;
	settled bigint;
	line record;
	n integer := 0;
begin
	if not pg_try_advisory_xact_lock(7261947002) then
		return 0;
	end if;
	select coalesce(max(c.seq), 0) into place from audit_chain c;
	head := coalesce((select c.hash from audit_chain c where c.seq = place),
	                 decode(repeat('00', 32), 'hex'));
	settled := coalesce((select c.audit_id
	                       from audit_chain c
	                       join audit a on a.id = c.audit_id
	                      where a.at < clock_timestamp() - interval '2 minutes'
	                      order by c.seq desc
	                      limit 1), 0);
	for line in select a.id, audit_digest(a) as digest
	              from audit a
	             where a.id > settled and not exists (select from audit_chain c
	                                                   where c.audit_id = a.id)
	             order by a.id
	             limit most
	loop
		n := n + 1;
		place := place + 1;
		head := sha256(head || int8send(place) || int8send(line.id) || line.digest);
		insert into audit_chain (seq, audit_id, hash) values (place, line.id, head);
	end loop;
	return n;
end $$;
revoke all on function audit_link(integer) from public;
grant execute on function audit_link(integer) to verify_app;
revoke all on audit_chain from verify_app;
grant select on audit_chain to verify_app;

-- What is known of the chain outside of it: when its head was last written to the anchors, and when
-- all of it was last recomputed. For the auditor's page; nothing is proven by it.
create table audit_checks (
	id       bigint generated always as identity primary key,
	at       timestamptz not null default now(),
	kind     text not null check (kind in ('anchor', 'verify')),
	seq      bigint not null,
	findings integer not null default 0
);
create index audit_checks_newest on audit_checks (kind, id desc);
grant select, insert on audit_checks to verify_app;

create index audit_by_action on audit (action, id desc);
create index audit_by_outcome on audit (outcome, id desc) where outcome <> 'done';
create index audit_by_at on audit using brin (at);
