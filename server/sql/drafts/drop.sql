-- Forgets what was typed into a page: it was sent, or taken back.
-- $1 user.id   $2 draft.place_hash
delete from drafts
 where user_id = $1::bigint
   and place_hash = $2::text
