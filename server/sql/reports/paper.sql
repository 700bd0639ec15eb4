-- A provider's own paper about one of an order's sources, and what the file is called. It is opened
-- by whoever sends it: bytes fit into no column of a row. `hex`: one that was kept before papers
-- were sealed.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 path.paper   $5 user.id   $6 user.role
select 'report_documents.body:' || d.connection_id || '.' || d.sha256 as place, d.sealed,
       encode(d.body, 'hex') as hex, 'report-' || o.id || '-' || d.id || '.pdf' as name
  from report_documents d
  join orders o on o.id = d.order_id
  join cases c on c.id = o.case_id
 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
   and d.id = $4::bigint
