-- Since when the delivery log is to be read: from an hour before it was read last, at most a day
-- back. As the provider spells times.
-- $1 health.provider
select to_char(greatest(coalesce(h.deliveries_at, '-infinity') - interval '1 hour',
                        now() - interval '1 day') at time zone 'UTC',
               'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
  from provider_health h
 where h.provider = $1
