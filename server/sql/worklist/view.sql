-- The form that saves the filters of the worklist as a view.
-- $1 query.who   $2 query.state   $3 query.program   $4 query.language   $5 query.due
-- $6 query.snoozed   $7 form.filters   $8 user.offices   $9 user.sees_all   $10 form.client_key
-- After a mistake the filters come back with the form, as the query they were.
with asked as (
	select case when $7::text is null
	            then work_filters(jsonb_build_object('who', $1::text, 'state', $2::text,
	                 'program', $3::text, 'language', $4::text, 'due', $5::text,
	                 'snoozed', $6::text))
	            else work_filters(work_query_read($7::text)) end as filters
)
select 'Save a view' as title, work_query(a.filters) as query, work_filters_say(a.filters) as said,
       coalesce($10, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       (select coalesce(json_agg(json_build_object('id', f.id::text, 'name', f.name)
                                 order by f.name), '[]')
          from offices f
         where f.id = any ($8::bigint[]) or $9::boolean) as offices
  from asked a
