-- Each line of the audit trail carries a proof that the portal wrote it: a token of its own and a
-- keyed hash over it and what was to be written, with a key that the database does not hold
-- (base/seal.h). Without it whoever can write to the database could put a line in that the clock
-- would chain as if it were real. Lines of before have none, and keep the hash they were chained
-- with.
alter table audit add column proof text check (proof ~ '^[0-9a-f]{96}$');

-- As audit_write() in 0145_audit_chain.sql, which the release before this one still calls.
create function audit_line(user_id bigint, action text, subject text, route text, remote text,
	request_id text, reason text, outcome text, proof text)
returns bigint language sql security definer set search_path = public, pg_temp as $$
	insert into audit (user_id, action, subject, route, remote, request_id, reason, outcome, proof)
	values (user_id, action, coalesce(subject, nullif(current_setting('app.subject', true),
		'')), route, remote, request_id, reason,
		coalesce(outcome, case when action like '%.refuse' then 'refused' else 'done' end),
		proof)
	returning id
$$;

-- The same as audit_digest() in app/audit_chain.c, which does not trust this one.
create or replace function audit_digest(a audit) returns bytea language sql stable as $$
	select sha256(convert_to(
	       audit_part(a.id::text)
	       || audit_part((extract(epoch from a.at) * 1000000)::bigint::text)
	       || audit_part(a.user_id::text) || audit_part(a.action) || audit_part(a.subject)
	       || audit_part(a.route) || audit_part(a.remote) || audit_part(a.request_id)
	       || audit_part(a.reason) || audit_part(a.outcome)
	       || case when a.proof is null then '' else audit_part(a.proof) end, 'UTF8'))
$$;
