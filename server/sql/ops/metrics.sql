-- Counts for /metrics: no person's data.
select (select count(*) from jobs where state = 'queued') as jobs_queued,
       (select count(*) from jobs where state = 'running') as jobs_running,
       (select count(*) from jobs where state = 'failed') as jobs_failed,
       (select count(*) from webhook_events) as webhook_events,
       (select coalesce(sum(repeats), 0) from webhook_events) as webhook_repeats,
       (select count(*) from webhook_events where state = 'parked') as webhook_parked,
       (select count(*) from webhook_events where state = 'poison') as webhook_poison,
       (select coalesce(extract(epoch from now() - max(received_at))::bigint, -1)
              from webhook_events) as webhook_silence_seconds
