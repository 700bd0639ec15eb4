-- Where the audit trail's chain ends now, for its anchor.
select coalesce(max(c.seq), 0)::text as seq,
       coalesce((select encode(h.hash, 'hex') from audit_chain h order by h.seq desc limit 1),
                repeat('0', 64)) as hash,
       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
  from audit_chain c
