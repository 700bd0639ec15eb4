-- A file that is ready, counted: for its maker, while it lasts and its offices are still theirs.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all
update exports e
   set fetches = e.fetches + 1
 where e.id = $1::bigint and e.user_id = $2::bigint and e.state = 'done'
   and e.expires_at > now() and (e.office_ids <@ $3::bigint[] or $4::boolean)
returning e.id::text, e.chunks, e.bytes::text,
          'verify-' || e.list || '-' || to_char(e.created_at, 'YYYY-MM-DD') || '-' || e.id
          || '.csv' as name
