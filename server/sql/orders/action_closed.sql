-- Closes the attempt to cancel or to notify as what became of it.
-- $1 attempt.id   $2 answer.phase   $3 answer.http_status   $4 answer.curl_code
-- $5 answer.reply_hash   $6 job.generation
update order_attempts
   set phase = $2, ended_at = now(), http_status = nullif($3::integer, 0),
       curl_code = $4::integer, reply_hash = $5
 where id = $1::bigint and ended_at is null and generation = $6::bigint
