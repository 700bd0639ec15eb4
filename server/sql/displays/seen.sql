-- Remembers, at most every 20 seconds, that a monitor asked.
-- $1 path.token
update displays
   set seen_at = now()
 where token_hash = token_hash($1::text)
   and (seen_at is null or seen_at < now() - interval '20 seconds')
