-- Uses up a code: of two requests with the same one, one gets a row.
-- $1 factor.user_id   $2 factor.step
update users
   set totp_step = $2::bigint
 where id = $1::bigint
   and totp is not null
   and totp_step < $2::bigint
returning id
