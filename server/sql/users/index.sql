-- The accounts: who may come in, as what, where, and when they last did.
-- $1 query.q   $2 query.state
with seen as (
	select u.id, u.name, u.email, r.word as role_word, u.role,
	       coalesce((select string_agg(o.name, ', ' order by o.name)
	                   from user_offices x
	                   join offices o on o.id = x.office_id
	                  where x.user_id = u.id), 'none') as offices,
	       u.totp is not null as has_factor, u.is_disabled, u.disabled_for = 'unused' as is_unused,
	       u.password_hash is null and not u.is_disabled as is_invited,
	       u.used_at,
	       case when u.is_disabled then 'off' when u.password_hash is null then 'invited'
	            else 'on' end as state
	  from users u
	  join roles r on r.role = u.role
), views (place, value, word) as (
	values (1, 'on', 'In use'), (2, 'invited', 'Invited'), (3, 'off', 'Disabled')
), chosen as (
	select coalesce((select v.value from views v where v.value = $2::text), 'on') as value
)
select (select count(*) from seen s where s.state = 'on') || ' people can sign in' as heading,
       coalesce($1::text, '') as q, coalesce($1::text, '') <> '' as is_search,
       (select json_agg(json_build_object(
                   'value', v.value, 'word', v.word, 'is_current', v.value = c.value,
                   'count', (select count(*) from seen s where s.state = v.value)::text)
                   order by v.place)
          from views v, chosen c) as views,
       (select coalesce(json_agg(json_build_object(
                   'id', s.id::text, 'name', s.name, 'email', s.email, 'role', s.role_word,
                   'offices', s.offices, 'has_factor', s.has_factor,
                   'is_off', s.is_disabled, 'is_unused', s.is_unused,
                   'is_invited', s.is_invited,
                   'used', case when s.used_at is null then 'never'
                                else fmt_date(s.used_at) end) order by s.name, s.id), '[]')
          from (select x.id, x.name, x.email, x.role_word, x.offices, x.has_factor, x.is_disabled,
                       x.is_unused, x.is_invited, x.used_at
                  from seen x, chosen c
                 where x.state = c.value
                   and (coalesce($1::text, '') = ''
                        or position(lower($1::text) in lower(x.name || ' ' || x.email)) > 0)
                 order by x.name, x.id
                 limit 500) s) as users
