-- Uses up a recovery code; no row when it is none, or was used.
-- $1 factor.user_id   $2 factor.code_hash
update recovery_codes
   set used_at = now()
 where user_id = $1::bigint
   and code_hash = $2::text
   and used_at is null
   and exists (select from users u where u.id = $1::bigint and u.totp is not null)
returning (select count(*) - 1
             from recovery_codes c
            where c.user_id = $1::bigint and c.used_at is null) as left
