-- Keeps what a POST was answered; with no status it failed for our sake, and may be tried at once.
-- $1 answer.id   $2 user.token_id   $3 answer.status   $4 answer.body
update api_answers
   set status = $3::integer, body = $4::text, lease_until = now()
 where id = $1::bigint and token_id = $2::bigint and status is null
returning id
