-- Writes the audit line of its transaction, last of all: without it nothing is done or shown. What
-- proves it is the portal's is over what stands before it here (app/audit_chain.h).
-- $1 user.id   $2 audit.action   $3 audit.subject   $4 audit.route
-- $5 audit.remote   $6 audit.request_id   $7 audit.reason   $8 audit.outcome   $9 proof(audit.line)
select audit_line($1::bigint, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text,
                  $8::text, $9::text)
