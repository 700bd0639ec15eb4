-- A factor was given to this session just now.
-- $1 session.hash
update sessions
   set factor_at = now()
 where token_hash = $1::text
   and ended_at is null
   and locked_at is null
returning id
