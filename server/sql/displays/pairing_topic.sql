-- What a monitor listens to while it waits to be paired.
-- $1 path.token
select 'pairing:' || p.id as topic
  from pairings p
 where p.token_hash = token_hash($1::text)
