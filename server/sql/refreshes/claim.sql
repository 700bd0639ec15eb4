-- Claims a refresh for sending: opens its attempt and notes it in the ledger, where a fourth within
-- 24 hours breaks the constraint refresh_links_limit. No row: it is not ours to send.
-- $1 job.input.order_id   $2 job.generation   $3 job.id
with claimed as (
	update orders o
	   set intent = 'sending'
	 where o.id = $1::bigint and o.intent = 'queued' and o.state = 'sending'
	   and not exists (
	       select from order_attempts a where a.order_id = o.id and a.ended_at is null)
	   and exists (
	       select from jobs j
	        where j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running')
	returning o.id, o.refresh_of_id, o.products, o.refresh_connections
), attempt as (
	insert into order_attempts (order_id, kind, generation)
	select id, 'refresh', $2::bigint from claimed
	returning id
), spent as (
	insert into refresh_links (link_id, spent)
	select distinct r.link_id, array[now()]
	  from claimed o, refresh_reads(o.refresh_of_id, o.products[1], o.refresh_connections) r
	 order by r.link_id
	on conflict (link_id) do update set spent = refresh_spent(refresh_links.spent) || now()
)
select o.id, f.upstream_id as original_id, o.products,
       (select coalesce(json_agg(r.upstream_id order by r.id), '[]')
          from refresh_reads(o.refresh_of_id, o.products[1], o.refresh_connections) r
         where o.refresh_connections <> '{}') as connections,
       (select coalesce(json_agg(r.link_id order by r.id), '[]')
          from refresh_reads(o.refresh_of_id, o.products[1], o.refresh_connections) r) as links,
       (select id from attempt) as attempt_id
  from claimed o
  join orders f on f.id = o.refresh_of_id
