-- Says what a worker speaks and works on. What is not ticked is no more.
-- $1 path.id   $2 form.languages   $3 form.programs   $4 user.offices   $5 user.sees_all
with seen as (
	select u.id
	  from users u
	 where u.id = $1::bigint and u.role in ('caseworker', 'supervisor')
	   and exists (select from user_offices x
	                where x.user_id = u.id and (x.office_id = any ($4::bigint[]) or $5::boolean))
), spoken as (
	select s.id, l.code
	  from seen s
	  join languages l on l.code = any (string_to_array(translate($2::text, '{}"', ''), ','))
), done as (
	select s.id, p.id as program_id
	  from seen s
	  join programs p on p.id::text = any (string_to_array(translate($3::text, '{}"', ''), ','))
), unspoken as (
	delete from user_languages x
	 using seen s
	 where x.user_id = s.id and not exists (select from spoken k where k.code = x.language)
), undone as (
	delete from user_programs x
	 using seen s
	 where x.user_id = s.id and not exists (select from done k where k.program_id = x.program_id)
), speaks as (
	insert into user_languages (user_id, language)
	select k.id, k.code from spoken k
	on conflict do nothing
), does as (
	insert into user_programs (user_id, program_id)
	select k.id, k.program_id from done k
	on conflict do nothing
)
select '/team' as next
  from seen s
