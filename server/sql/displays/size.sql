-- A client wants the monitor's text larger, or as it was.
-- $1 path.token
update displays
   set is_large = not is_large, touched_at = now()
 where token_hash = token_hash($1::text) and removed_at is null
returning '/d/' || $1::text as next
