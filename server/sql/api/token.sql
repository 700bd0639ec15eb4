-- The token that asks, as its system should know it.
-- $1 user.token_id
select t.name, t.prefix, t.scopes, fmt_iso(t.expires_at) as expires_at, t.per_minute,
       (select coalesce(json_agg(json_build_object('id', f.id::text, 'name', f.name)
                                 order by f.id), '[]')
          from api_token_offices o
          join offices f on f.id = o.office_id
         where o.token_id = t.id) as offices
  from api_tokens t
 where t.id = $1::bigint
