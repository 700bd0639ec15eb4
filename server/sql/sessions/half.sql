-- The half-open sign-in of this browser and what it still wants; no row when it is over.
-- $1 half.hash
select h.user_id, h.wants, u.email, token_hash(u.email) as account_hash
  from half_sign_ins h
  join users u on u.id = h.user_id and not u.is_disabled
 where h.token_hash = $1::text
   and h.ended_at is null
   and h.tries < 5
   and h.at > now() - interval '10 minutes'
