-- Uses up a link for another app, once the password was right.
-- $1 path.token
update invitations i
   set used_at = now()
 where i.token_hash = token_hash($1::text)
   and i.kind = 'factor'
   and i.used_at is null
   and i.ended_at is null
   and i.expires_at > now()
returning i.user_id as id
