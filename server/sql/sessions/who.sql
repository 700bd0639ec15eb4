-- Who asks with this session, if it lives; a person's own request moves its idle clock.
-- $1 session.hash   $2 session.is_live   $3 session.idle_s   $4 session.life_s
-- $5 session.takes_notice
-- The clock is written at most every five seconds: a page and its parts ask several times at once.
-- A page also takes the notice that waits. One that is locked, by hand or by the clock, is known
-- and opens nothing.
with living as materialized (
	select s.id, s.user_id, s.csrf, s.notice, s.factor_at,
	       s.locked_at is not null
	       or s.seen_at <= now() - make_interval(secs => $3::integer) as is_locked,
	       least(case when $2::boolean then $3::integer - extract(epoch from now() - s.seen_at)
	                  else $3::integer end,
	             $4::integer - extract(epoch from now() - s.created_at))::integer as locks_in_s
	  from sessions s
	 where s.token_hash = $1::text
	   and s.ended_at is null
	   and s.created_at > now() - make_interval(secs => $4::integer)),
moved as (
	update sessions s
	   set seen_at = now(), notice = case when $5::boolean then null else s.notice end
	  from living l
	 where s.id = l.id
	   and not $2::boolean
	   and not l.is_locked
	   and (s.seen_at < now() - interval '5 seconds' or ($5::boolean and s.notice is not null))
	returning s.id)
select u.id, u.name, u.email, u.role, r.word as role_word, l.csrf, l.locks_in_s, l.is_locked,
       case when l.locks_in_s >= 60 then l.locks_in_s / 60 || ' min'
            else l.locks_in_s || ' s' end as locks_in,
       case when $5::boolean then l.notice end as notice,
       coalesce(l.factor_at > now() - interval '5 minutes', false) as is_factor_fresh,
       u.password_hash is not null and u.subject is null as has_password,
       u.totp is not null as has_factor,
       u.role in ('caseworker', 'supervisor') as can_review,
       u.role = 'front_desk' as is_front_desk,
       u.role = 'agent' as sees_all,
       case when u.role in ('admin', 'auditor') then '{}'
            else array(select o.office_id
                         from user_offices o
                        where o.user_id = u.id
                        order by o.office_id) end as offices
  from living l
  join users u on u.id = l.user_id and not u.is_disabled
  join roles r on r.role = u.role
