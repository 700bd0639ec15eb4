-- Keeps what the county's provider says of itself, and its keys.
-- $1 county.issuer   $2 county.document   $3 county.keys
insert into county_providers (issuer, document, keys)
values ($1::text, $2::jsonb, $3::jsonb)
on conflict (issuer) do update
   set document = excluded.document, keys = excluded.keys, read_at = now(), keys_at = now()
