-- Keeps what was typed; the last that came stays.
-- $1 draft.id   $2 draft.sealed   $3 user.id
update drafts
   set fields = $2::text, saved_at = now()
 where id = $1::bigint and user_id = $3::bigint
