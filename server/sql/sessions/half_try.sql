-- Uses up one of a half-open sign-in's tries, before the code is looked at; no row when none is
-- left. Twenty wrong codes in an hour and the account takes none for a while, wherever from.
-- $1 half.hash
update half_sign_ins h
   set tries = h.tries + 1
  from users u
 where h.token_hash = $1::text
   and u.id = h.user_id and not u.is_disabled
   and h.ended_at is null
   and h.tries < 5
   and h.at > now() - interval '10 minutes'
returning h.user_id, h.wants, u.email, token_hash(u.email) as account_hash,
          (select count(*)
             from sign_in_failures f
            where f.account_hash = token_hash(u.email) and f.is_factor
              and f.at > now() - span(interval '1 hour')) >= 20 as is_throttled
