-- Opens a session; ends the one this browser had, and this person's others but the newest two.
-- $1 user.id   $2 sign_in.token_hash   $3 sign_in.csrf   $4 sign_in.remote
-- $5 session.hash   $6 sign_in.account_hash   $7 sign_in.device   $8 sign_in.has_factor
-- $9 sign_in.goes_on   $10 half.hash   $11 sign_in.county_session
-- One that goes on keeps the age, the factor and the origin of the one before it, which may just
-- have ended.
with before as (
	select s.created_at, s.factor_at, s.county_session
	  from sessions s
	 where s.token_hash = $5::text and s.user_id = $1::bigint and $9::boolean
	   and (s.ended_at is null or s.ended_at > now() - interval '1 minute')),
ended as (
	update sessions
	   set ended_at = now()
	 where ended_at is null
	   and (token_hash = $5::text
	        or id in (select s.id
	                    from sessions s
	                   where s.user_id = $1::bigint and s.ended_at is null
	                     and s.token_hash is distinct from $5::text
	                   order by s.seen_at desc, s.id desc
	                  offset 2))),
whole as (
	update half_sign_ins
	   set ended_at = now()
	 where token_hash = $10::text),
forgotten as (
	delete from sign_in_failures
	 where account_hash = $6::text and network = network_of($4::text)),
used as (
	update users set used_at = now() where id = $1::bigint)
insert into sessions (token_hash, user_id, csrf, remote, device, created_at, factor_at,
                      county_session)
select $2::text, u.id, $3::text, $4::text, $7::text, coalesce(b.created_at, now()),
       case when $8::boolean then now() else b.factor_at end,
       coalesce($11::text, b.county_session)
  from users u
  left join before b on true
 where u.id = $1::bigint and not u.is_disabled
returning id
