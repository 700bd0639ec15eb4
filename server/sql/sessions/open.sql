-- Opens a session; ends the one this browser had, and this person's others but the newest two.
-- $1 user.id   $2 sign_in.token_hash   $3 sign_in.csrf   $4 sign_in.remote
-- $5 session.hash   $6 sign_in.account_hash
with ended as (
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
forgotten as (
	delete from sign_in_failures where account_hash = $6::text)
insert into sessions (token_hash, user_id, csrf, remote)
values ($2::text, $1::bigint, $3::text, $4::text)
returning id
