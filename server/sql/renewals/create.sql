-- A campaign as it was described, and the job that counts who is in it. The same form again gives
-- the campaign it made, also when both come at once: the second waits for the first, and reads its
-- row by changing nothing of it. No row: no such office for this person.
-- $1 form.name   $2 form.office_id   $3 form.program   $4 form.due_from   $5 form.due_to
-- $6 form.product   $7 form.last_result   $8 form.recent_days   $9 form.makes_only
-- $10 form.client_key   $11 user.id   $12 user.offices   $13 form.import_id
-- A due list is of one office, and so is its campaign.
with offices_meant as (
	select array_agg(f.id order by f.id) as ids
	  from offices f
	 where f.id = any ($12::bigint[]) and ($2::bigint is null or f.id = $2::bigint)
	   and ($13::bigint is null
	        or exists (select from imports i
	                    where i.id = $13::bigint and i.kind = 'dues' and i.state = 'done'
	                      and i.office_id = f.id))
), made as (
	insert into campaigns as c (name, office_ids, program, due_from, due_to, product, last_result,
	                       recent_days, sends_links, client_key, created_by, import_id)
	select $1, o.ids, $3, $4::date, $5::date, $6, $7, coalesce($8::integer, r.recent_days),
	       not coalesce($9::boolean, false), $10, $11::bigint, $13::bigint
	  from offices_meant o
	 cross join renewal_rules r
	 where o.ids is not null
	on conflict (client_key) do update
	   set client_key = excluded.client_key
	 where c.created_by = excluded.created_by
	returning c.id, c.xmax = 0 as is_new
), job as (
	insert into jobs (kind, input, single)
	select 'renewals/fill', jsonb_build_object('campaign_id', id), 'fill:' || id
	  from made
	 where is_new
)
select id from made
