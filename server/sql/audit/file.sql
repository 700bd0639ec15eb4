-- The lines that the auditor asks for as rows of a file, newest first, at most ten thousand.
-- $1 query.who   $2 query.from   $3 query.to   $4 query.what   $5 query.case   $6 query.outcome
select a.id::text as "Line", fmt_iso(a.at) as "At (UTC)", a.user_id::text as "User",
       coalesce(u.name, '') as "Name", coalesce(u.role, '') as "Role", a.action as "Action",
       coalesce(a.subject, '') as "On",
       coalesce(audit_reference(audit_case(a.subject)), '') as "Case",
       a.outcome as "Outcome", coalesce(a.reason, '') as "Reason", coalesce(a.remote, '') as "From",
       coalesce(a.request_id, '') as "Request", c.seq::text as "Link",
       encode(c.hash, 'hex') as "Hash"
  from audit_find(case when $1::text ~ '^[0-9]{1,18}$' then $1::bigint end,
                  to_day($2::text)::timestamptz, (to_day($3::text) + 1)::timestamptz,
                  nullif(btrim(left(coalesce($4::text, ''), 60)), ''),
                  case when btrim(coalesce($5::text, '')) <> ''
                       then audit_subjects(audit_find_case($5::text)) end,
                  nullif($6::text, ''), null, 10000) f (id)
  join audit a on a.id = f.id
  left join users u on u.id = a.user_id
  left join audit_chain c on c.audit_id = a.id
 order by a.id desc
