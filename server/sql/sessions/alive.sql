-- A row while this session lives and is not locked; asking moves no clock.
-- $1 session.hash   $2 session.idle_s   $3 session.life_s
select s.id
  from sessions s
  join users u on u.id = s.user_id and not u.is_disabled
 where s.token_hash = $1::text
   and s.ended_at is null
   and s.locked_at is null
   and s.seen_at > now() - make_interval(secs => $2::integer)
   and s.created_at > now() - make_interval(secs => $3::integer)
