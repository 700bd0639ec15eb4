-- Ends a token at once.
-- $1 path.id   $2 user.id
with ended as (
	update api_tokens
	   set ended_at = now(), ended_by = $2::bigint
	 where id = $1::bigint and ended_at is null
	returning id
)
select '/admin/api' as next
  from api_tokens t
 where t.id = $1::bigint and audit_about('token:' || t.id)
