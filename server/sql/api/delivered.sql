-- Writes down how a try ended; wait_ms: when the next is, null when there is none.
-- $1 job.input.delivery_id   $2 answer.http_status   $3 answer.problem
with waits (tries, wait) as (
	values (1, interval '10 seconds'), (2, '1 minute'), (3, '5 minutes'), (4, '15 minutes'),
	       (5, '1 hour'), (6, '3 hours'), (7, '6 hours'), (8, '12 hours')
), tried as (
	update api_deliveries d
	   set tries = d.tries + 1, tried_at = now(), http_status = nullif($2::integer, 0),
	       problem = $3::text,
	       state = case when $3::text is null then 'delivered'
	                    when $3::text in ('gone', 'private') or d.tries >= 8 then 'dead'
	                    else 'waiting' end
	 where d.id = $1::bigint and d.state = 'waiting'
	returning d.tries, d.state
)
select case when t.state = 'waiting'
            then (extract(epoch from span(w.wait)) * 1000)::bigint end as wait_ms
  from tried t
  left join waits w on w.tries = t.tries
