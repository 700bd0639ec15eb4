-- What a one-time link is for, while it works.
-- $1 path.token
select i.kind = 'bootstrap' as is_first, i.kind = 'factor' as is_factor,
       i.kind in ('join', 'password') as is_password, i.kind = 'join' as is_join,
       u.name, u.email
  from invitations i
  left join users u on u.id = i.user_id
 where i.token_hash = token_hash($1::text)
   and i.used_at is null
   and i.ended_at is null
   and i.expires_at > now()
   and u.is_disabled is not true
