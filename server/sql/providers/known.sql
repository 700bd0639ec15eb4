-- Which of the provider's endpoints is ours, as last seen; no row when none is.
-- $1 health.provider
select h.endpoint_id
  from provider_health h
 where h.provider = $1 and h.endpoint_id is not null
