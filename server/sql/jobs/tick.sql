-- Queues a scheduled job for its slot; no row when some server already has.
-- $1 tick.kind   $2 tick.slot
insert into jobs (kind, slot)
values ($1::text, $2::text)
    on conflict (slot) do nothing
returning id
