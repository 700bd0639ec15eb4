-- Lets a group open a role in offices; one that opens something already opens this from now on.
-- $1 form.group   $2 form.role   $3 county.offices   $4 user.id
with opened as (
	insert into group_roles (group_name, role, made_by)
	values ($1::text, $2::text, $4::bigint)
	on conflict (group_name) where ended_at is null do update
	   set role = excluded.role, made_by = excluded.made_by, made_at = now()
	returning id, role
), wanted as (
	select o.id from offices o where o.id::text = any ($3::text[])
), closed as (
	delete from group_role_offices x
	 using opened g
	 where x.group_role_id = g.id and x.office_id not in (select w.id from wanted w)
), added as (
	insert into group_role_offices (group_role_id, office_id)
	select g.id, w.id from opened g, wanted w
	on conflict do nothing
)
select lower(r.word) as role_word
  from opened g
  join roles r on r.role = g.role
