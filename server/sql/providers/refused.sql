-- Counts webhooks whose signature did not fit.
-- $1 webhook.provider   $2 webhook.refused
update provider_health
   set refused = refused + $2::bigint, refused_at = now()
 where provider = $1
