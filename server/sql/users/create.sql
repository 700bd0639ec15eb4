-- Makes an account that nobody has a password for yet, with a one-time link to choose one.
-- $1 form.email   $2 form.name   $3 form.role   $4 form.offices   $5 link.hash   $6 user.id
with made as (
	insert into users (email, name, role)
	values (lower($1::text), $2::text, $3::text)
	returning id, name),
placed as (
	insert into user_offices (user_id, office_id)
	select m.id, o.id
	  from made m
	  join offices o on o.id::text = any ($4::text[])),
linked as (
	insert into invitations (kind, user_id, token_hash, made_by, expires_at)
	select 'join', m.id, $5::text, $6::bigint, now() + span(interval '72 hours')
	  from made m
	returning expires_at)
select m.id, m.name, fmt_when(l.expires_at) as until
  from made m, linked l
