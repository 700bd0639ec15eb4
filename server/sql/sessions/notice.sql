-- Leaves a sentence for the next page this session asks for.
-- $1 session.hash   $2 notice
update sessions
   set notice = $2::text
 where token_hash = $1::text
returning id
