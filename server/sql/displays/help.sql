-- A client at the monitor asks for somebody.
-- $1 path.token
update displays
   set help_at = coalesce(help_at, now()), touched_at = now()
 where token_hash = token_hash($1::text) and removed_at is null
returning '/d/' || $1::text as next
