-- Lets somebody with a county account be who their groups say: known, known by address so far, or
-- new. Gives the account's id, or why there is none. Who may not come in any more loses the
-- sessions of before; so does, by the triggers of 0130, who changes role or office.
-- $1 county.issuer   $2 county.subject   $3 county.email   $4 county.name
-- $5 county.groups   $6 county.is_email_sure
with named as (
	select nullif(btrim(left($4::text, 100)), '') as name
), fitting as (
	select g.id, g.role, r.rank
	  from group_roles g
	  join roles r on r.role = g.role
	 where g.ended_at is null and g.group_name = any ($5::text[])
), chosen as (
	select f.role
	  from fitting f
	 order by f.rank
	 limit 1
), wanted as (
	-- Only of the role that was chosen: a supervisor here is not one wherever they only look.
	select distinct o.office_id
	  from fitting f
	  join chosen c on c.role = f.role
	  join group_role_offices o on o.group_role_id = f.id
), who as (
	select u.id, u.is_disabled
	  from users u
	 where (u.issuer, u.subject) = ($1::text, $2::text)
	    or (u.subject is null and not u.is_emergency and $6::boolean and u.email = $3::text
	        and not exists (select from users k
	                         where (k.issuer, k.subject) = ($1::text, $2::text)))
), settled as (
	update users u
	   set role = c.role, name = coalesce(n.name, u.name), issuer = $1::text, subject = $2::text
	  from who w, chosen c, named n
	 where u.id = w.id and not w.is_disabled
	returning u.id
), made as (
	insert into users (email, name, role, issuer, subject)
	select $3::text, n.name, c.role, $1::text, $2::text
	  from chosen c, named n
	 where $3::text is not null and n.name is not null
	   and not exists (select from who)
	   and not exists (select from users t where t.email = $3::text)
	returning id
), person as (
	select s.id from settled s
	union all
	select m.id from made m
), gone as (
	delete from user_offices x
	 using person p
	 where x.user_id = p.id and x.office_id not in (select w.office_id from wanted w)
), come as (
	insert into user_offices (user_id, office_id)
	select p.id, w.office_id
	  from person p, wanted w
	on conflict do nothing
), ended as (
	update sessions s
	   set ended_at = now()
	  from who w
	 where s.user_id = w.id and s.ended_at is null
	   and not exists (select from chosen)
)
select p.id,
       case when p.id is not null then null
            when not exists (select from chosen) then 'unmapped'
            when exists (select from who w where w.is_disabled) then 'disabled'
            when $3::text is null or (select n.name is null from named n) then 'nameless'
            else 'taken' end as refused
  from (select) one
  left join person p on true
