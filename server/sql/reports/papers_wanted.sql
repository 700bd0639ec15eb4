-- The sources of an order whose report can be read and whose paper is not there; no row when there
-- is none.
-- $1 job.input.order_id
select o.provider, o.upstream_id,
       json_agg(json_build_object('id', k.id::text, 'upstream_id', k.upstream_id)) as connections
  from orders o
 cross join unnest('{pay,assets}'::text[]) kind
 cross join lateral report_links(newest_report(o.id, kind)) l
  join connections k on k.id = l.connection_id
 where o.id = $1::bigint and o.upstream_id is not null
   and not exists (select from report_documents d where d.connection_id = k.id)
 group by o.id
