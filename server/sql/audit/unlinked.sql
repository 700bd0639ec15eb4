-- Audit lines that have no link, the oldest first. Late ones are two minutes old: they were put in
-- past the portal, or the clock stands still.
select a.id::text as id, fmt_iso(a.at) as said_at,
       a.at < clock_timestamp() - interval '2 minutes' as is_late,
       (extract(epoch from a.at) * 1000000)::bigint::text as at, a.user_id::text as user_id,
       a.action, a.subject, a.route, a.remote, a.request_id, a.reason, a.outcome, a.proof
  from audit a
 where not exists (select from audit_chain c where c.audit_id = a.id)
 order by a.id
 limit 1000
