-- Pairs the monitor that shows this code with an office's window; a wrong code counts against every
-- code on show, because nobody knows which was meant.
-- $1 form.code   $2 form.name   $3 form.office_id   $4 user.id   $5 user.offices   $6 user.sees_all
with waiting as (
	select p.id, p.token_hash
	  from pairings p
	 where p.code = translate(upper($1::text), 'OIL', '011')
	   and p.made_at > now() - span(interval '10 minutes') and p.tries < 5
), made as (
	insert into displays (office_id, name, token_hash, paired_by)
	select f.id, $2::text, w.token_hash, $4::bigint
	  from waiting w
	  join offices f on f.id = $3::bigint and (f.id = any ($5::bigint[]) or $6::boolean)
	returning token_hash
), done as (
	delete from pairings p
	 using made m
	 where p.token_hash = m.token_hash
), wrong as (
	update pairings
	   set tries = tries + 1
	 where not exists (select from waiting)
)
select exists (select from waiting) as is_right, exists (select from made) as is_made
