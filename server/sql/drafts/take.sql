-- Gives back what was typed into a page, once.
-- $1 user.id   $2 draft.place_hash
delete from drafts
 where user_id = $1::bigint
   and place_hash = $2::text
   and fields is not null
returning id, fields, fmt_time(saved_at) as at
