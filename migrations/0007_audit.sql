-- The audit trail: who did or saw what, when, from where. Written only through audit_write();
-- nobody may change or delete a row.

create table audit (
	id         bigint generated always as identity primary key,
	at         timestamptz not null default clock_timestamp(),
	user_id    bigint references users,
	action     text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
	subject    text,                                         -- "case:7", "order:12"
	route      text,
	remote     text,
	request_id text,
	reason     text
);
create index audit_by_subject on audit (subject, id desc);
create index audit_by_user on audit (user_id, id desc);

-- subject may be null: then it is what this transaction changed (the triggers of 0009 note it).
create function audit_write(user_id bigint, action text, subject text, route text, remote text,
	request_id text, reason text)
returns bigint language sql security definer set search_path = public as $$
	insert into audit (user_id, action, subject, route, remote, request_id, reason)
	values (user_id, action, coalesce(subject, nullif(current_setting('app.subject', true),
		'')), route, remote, request_id, reason)
	returning id
$$;

create function audit_keep() returns trigger language plpgsql as $$
begin
	raise exception using errcode = 'insufficient_privilege',
		message = 'the audit trail is never changed';
end $$;
create trigger audit_keep before update or delete
	on audit for each row execute function audit_keep();
create trigger audit_keep_all before truncate
	on audit for each statement execute function audit_keep();
