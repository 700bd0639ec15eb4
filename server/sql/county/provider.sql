-- What is known of the county's provider: its document, its keys, and whether both are of the last
-- hour. $2 is who waits for keys that another server may be asking for at this moment.
-- $1 county.issuer   $2 county.is_leave
select p.document, p.keys, p.read_at > now() - span(interval '1 hour') as is_fresh,
       case when $2::boolean then p.asked_for_leave_at else p.asked_at end
       > greatest(p.keys_at, now() - interval '6 seconds') as is_asking
  from county_providers p
 where p.issuer = $1::text
