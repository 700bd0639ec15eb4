-- Keeps that the password was right, for ten minutes and five tries of what is still wanted.
-- $1 half.user_id   $2 half.hash   $3 half.wants
insert into half_sign_ins (user_id, token_hash, wants)
values ($1::bigint, $2::text, $3::text)
returning id
