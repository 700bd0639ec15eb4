-- A note on a case, with its line in the timeline; the same form twice is one note.
-- $1 path.id   $2 form.text   $3 form.client_key   $4 user.id   $5 user.offices   $6 user.sees_all
-- $7 user.role
with made as (
	insert into notes (case_id, user_id, text, client_key)
	select c.id, $4::bigint, $2, $3
	  from cases c
	 where c.id = $1::bigint and (c.office_id = any ($5::bigint[]) or $6::boolean)
	   and case_seen_by(c, $4::bigint, $7::text, $5::bigint[])
	on conflict (client_key) do nothing
	returning id, case_id
), told as (
	insert into timeline (case_id, key, icon, sentence, teller)
	select m.case_id, 'note:' || m.id, 'chat', 'Note added', u.name
	  from made m
	  join users u on u.id = $4::bigint
)
select c.id
  from cases c
 where c.id = $1::bigint and (c.office_id = any ($5::bigint[]) or $6::boolean)
   and case_seen_by(c, $4::bigint, $7::text, $5::bigint[])
