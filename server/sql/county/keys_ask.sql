-- A row for the one that may ask the provider for its keys now: once in ten seconds at a sign-in,
-- and once a minute for sign-outs, which anybody may send us.
-- $1 county.issuer   $2 county.is_leave
update county_providers
   set asked_at = case when $2::boolean then asked_at else now() end,
       asked_for_leave_at = case when $2::boolean then now() else asked_for_leave_at end
 where issuer = $1::text
   and case when $2::boolean
            then coalesce(asked_for_leave_at, '-infinity') < now() - span(interval '1 minute')
            else coalesce(asked_at, '-infinity') < now() - span(interval '10 seconds') end
returning issuer
