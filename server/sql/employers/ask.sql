-- Asks the provider which employers fit what was typed, unless that was asked within a day.
-- $1 path.id   $2 find.typed   $3 find.product   $4 user.offices   $5 user.sees_all   $6 user.id
-- $7 user.role
with asked as (
	insert into employer_searches (query, product)
	select employer_query($2), $3
	  from cases c
	 where c.id = $1::bigint and (c.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(c, $6::bigint, $7::text, $4::bigint[])
	   and length(employer_query($2)) >= 2
	on conflict (query, product) do update
	   set asked_at = now()
	 where coalesce(employer_searches.found_at, employer_searches.asked_at)
	       < now() - case when employer_searches.found_at is null then span(interval '1 minute')
	                      else span(interval '1 day') end
	returning query, product
)
insert into jobs (kind, input, single)
select 'employers/search',
       jsonb_build_object('query', query, 'product', product, 'provider', main_provider(),
                          'case_id', $1::bigint),
       'employers:' || product || ':' || query
  from asked
on conflict do nothing
