-- Keeps the filters of the worklist under a name, for oneself or for an office. Sent twice it is
-- kept once.
-- $1 user.id   $2 form.name   $3 form.filters   $4 form.office_id   $5 form.client_key
-- $6 user.offices   $7 user.sees_all
insert into work_views (user_id, office_id, name, filters, client_key)
select $1::bigint, f.id, $2, work_filters(work_query_read($3::text)), $5
  from (values (1)) one
  left join offices f on f.id = $4::bigint and (f.id = any ($6::bigint[]) or $7::boolean)
on conflict (client_key) do update set client_key = excluded.client_key
returning work_query(filters) as query
