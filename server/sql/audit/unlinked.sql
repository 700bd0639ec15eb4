-- Audit lines that have no link though they are two minutes old: they were put in past the portal,
-- or the clock stands still.
select a.id::text as id, fmt_iso(a.at) as at
  from audit a
 where a.at < clock_timestamp() - interval '2 minutes'
   and not exists (select from audit_chain c where c.audit_id = a.id)
 order by a.id
 limit 1000
