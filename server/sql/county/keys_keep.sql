-- Keeps the provider's keys as they are now.
-- $1 county.issuer   $2 county.keys
update county_providers
   set keys = $2::jsonb, keys_at = now()
 where issuer = $1::text
