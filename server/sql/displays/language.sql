-- A client chose the language of the monitor.
-- $1 path.token   $2 form.lang
update displays d
   set language = coalesce((select l.code from languages l where l.code = $2::text), d.language),
       touched_at = now()
 where d.token_hash = token_hash($1::text) and d.removed_at is null
returning '/d/' || $1::text as next
