-- What one delivery says to whom; no row: it is over, or its endpoint is.
-- $1 job.input.delivery_id
select d.id, e.url, unseal('api_endpoints.secret:' || e.id, e.secret) as secret,
       case when e.before_until > now()
            then unseal('api_endpoints.secret_before:' || e.id, e.secret_before) end
         as secret_before,
       v.id::text as event_id,
       jsonb_build_object('id', v.id::text, 'type', v.kind, 'at', fmt_iso(v.at)) || v.body as body
  from api_deliveries d
  join api_endpoints e on e.id = d.endpoint_id and e.ended_at is null
  join api_events v on v.id = d.event_id
 where d.id = $1::bigint and d.state = 'waiting'
