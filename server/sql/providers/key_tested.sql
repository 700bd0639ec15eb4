-- Keeps what a test of our keys came to.
-- $1 health.provider   $2 health.key_state   $3 health.http_status
update provider_health
   set key_state = $2, key_status = nullif($3::integer, 0), key_at = now()
 where provider = $1
