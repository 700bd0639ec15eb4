-- Keeps a provider's paper about a source of the order, once.
-- $1 job.input.order_id   $2 paper.connection_id   $3 paper.sealed   $4 paper.sha256
insert into report_documents (order_id, connection_id, sha256, sealed)
select k.order_id, k.id, $4, $3
  from connections k
 where k.id = $2::bigint and k.order_id = $1::bigint
on conflict do nothing
