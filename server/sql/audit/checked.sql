-- Notes that the chain was anchored or recomputed, for the auditor's page.
-- $1 check.kind   $2 check.seq   $3 check.findings
insert into audit_checks (kind, seq, findings) values ($1, $2::bigint, $3::integer)
