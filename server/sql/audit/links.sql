-- The next links of the chain with the lines they stand for, to be recomputed; a line that is gone
-- has no id.
-- $1 after
select c.seq::text as seq, c.audit_id::text as audit_id, encode(c.hash, 'hex') as hash,
       a.id::text as id, (extract(epoch from a.at) * 1000000)::bigint::text as at,
       a.user_id::text as user_id, a.action, a.subject, a.route, a.remote, a.request_id, a.reason,
       a.outcome, a.proof
  from audit_chain c
  left join audit a on a.id = c.audit_id
 where c.seq > $1::bigint
 order by c.seq
 limit 5000
