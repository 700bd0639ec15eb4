-- Keeps whether the provider's endpoint for our webhooks is on: it is the one with our path.
-- $1 health.provider   $2 health.endpoints
-- Of several with our path one that is on suffices.
update provider_health h
   set endpoint_state = case when e.is_enabled then 'enabled' when e.is_enabled is null
                             then 'missing' else 'disabled' end,
       endpoint_id = e.id, endpoint_at = now()
  from (select 1) as always
  left join lateral (
       select x.id, coalesce(x.is_enabled, false) as is_enabled
         from jsonb_to_recordset($2::jsonb) as x (id text, url text, is_enabled boolean)
        where x.url like '%/webhooks/' || $1
        order by x.is_enabled desc nulls last, x.id
        limit 1) e on true
 where h.provider = $1
