-- Takes the sign-in that comes back, once: what was asked with it. Another browser's is left alone.
-- $1 county.state_hash   $2 county.browser_hash
update county_sign_ins
   set used_at = now()
 where state_hash = $1::text
   and browser_hash = $2::text
   and used_at is null
   and begun_at > now() - span(interval '10 minutes')
returning nonce, verifier, next
