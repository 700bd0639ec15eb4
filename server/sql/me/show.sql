-- One's own account: who one is, what proves it, and where one is signed in.
-- $1 user.id   $2 session.hash   $3 session.idle_s   $4 session.life_s
with mine as (
	select s.id, s.device, s.remote, s.created_at, s.seen_at, s.token_hash = $2::text as is_this,
	       s.locked_at is not null
	       or s.seen_at <= now() - make_interval(secs => $3::integer) as is_locked
	  from sessions s
	 where s.user_id = $1::bigint
	   and s.ended_at is null
	   and s.created_at > now() - make_interval(secs => $4::integer)
)
select 'Your account' as title, u.email, r.word as role_word,
       coalesce((select string_agg(o.name, ', ' order by o.name)
                   from user_offices x
                   join offices o on o.id = x.office_id
                  where x.user_id = u.id), 'none') as offices,
       u.password_hash is not null as has_password,
       u.totp is not null as has_factor, fmt_date(u.totp_at) as factor_since,
       (select count(*)
          from recovery_codes c
         where c.user_id = u.id and c.used_at is null) as codes_left,
       (select count(*) > 1 from mine) as has_others,
       (select coalesce(json_agg(json_build_object(
                   'id', m.id::text, 'device', case m.device when '' then 'A browser'
                                                             else m.device end,
                   'remote', m.remote, 'opened', fmt_when(m.created_at),
                   'seen_at', fmt_iso(m.seen_at), 'seen', fmt_age(m.seen_at),
                   'is_this', m.is_this, 'is_locked', m.is_locked)
                   order by m.is_this desc, m.seen_at desc), '[]')
          from mine m) as sessions
  from users u
  join roles r on r.role = u.role
 where u.id = $1::bigint
