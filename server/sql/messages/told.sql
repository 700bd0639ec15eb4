-- What the gateway told: the fate of a text, known by its id or by our own reference, which never
-- goes back; or that a phone wants no more texts, or some again.
-- $1 event.id   $2 event.reference   $3 event.state   $4 event.cause   $5 event.from
-- $6 event.wants   $7 event.at
-- Only what is newer than what the phone said before counts; a clock that runs ahead counts as now.
with moved as (
	update messages m
	   set state = $3, cause = $4, provider_id = coalesce(m.provider_id, $1)
	 where m.channel = 'sms' and (m.code = $2 or m.provider_id = $1)
	   and m.provider_id is not distinct from coalesce(m.provider_id, $1)
	   and exists (select from message_moves v where v.was = m.state and v.now = $3)
), said as (
	select $5::text as phone, least(now(), coalesce($7::timestamptz, now())) as at
	 where $6::text is not null and $5::text ~ '^\+\d{8,15}$'
)
insert into message_stops (phone, stopped_at, started_at)
select s.phone, s.at, case $6::text when 'start' then s.at end
  from said s
on conflict (phone) do update
   set stopped_at = case $6::text when 'stop' then excluded.stopped_at
                            else message_stops.stopped_at end,
       started_at = excluded.started_at
 where excluded.stopped_at > greatest(message_stops.stopped_at, message_stops.started_at)
