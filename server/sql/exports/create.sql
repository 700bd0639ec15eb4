-- A file that is wanted, and the job that makes it. The same form again gives the file it wanted.
-- $1 form.list   $2 form.columns   $3 form.office_id   $4 form.pick   $5 form.client_key
-- $6 user.id   $7 user.offices   $8 user.sees_all
-- Also when both come at once: the second waits for the first, and reads its row by changing
-- nothing of it. No row: no such office or pick for this person.
with made as (
	insert into exports as e (user_id, list, columns, office_id, pick, client_key, expires_at)
	select $6::bigint, l.list, c.names, $3::bigint, nullif($4, ''), $5,
	       now() + span(interval '24 hours')
	  from export_lists l
	 cross join lateral (
	       select array_agg(x.name order by x.place) as names
	         from export_columns x
	        where x.list = l.list and x.name = any ($2::text[])) c
	 where l.list = $1 and c.names is not null
	   and ($3::bigint is null or $3::bigint = any ($7::bigint[]) or $8::boolean)
	   and exists (select from export_picks(l.list, $7::bigint[], $8::boolean) p
	                where p.value = coalesce($4, ''))
	on conflict (client_key) do update
	   set client_key = excluded.client_key
	 where e.user_id = excluded.user_id
	returning e.id, e.xmax = 0 as is_new
), job as (
	insert into jobs (kind, input, single)
	select 'exports/make', jsonb_build_object('export_id', id), 'export:' || id
	  from made
	 where is_new
)
select id::text from made
