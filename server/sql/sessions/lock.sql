-- Locks this session: it opens nothing until its password is given again.
-- $1 session.hash
update sessions
   set locked_at = now()
 where token_hash = $1::text
   and ended_at is null
   and locked_at is null
returning id
