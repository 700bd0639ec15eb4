-- The place where what was typed into a page is kept.
-- $1 user.id   $2 draft.place_hash   $3 session.hash
insert into drafts (user_id, place_hash, session_hash)
values ($1::bigint, $2::text, $3::text)
on conflict (user_id, place_hash) do update
   set saved_at = now(), session_hash = excluded.session_hash
returning id
