-- What a monitor listens to.
-- $1 path.token
select 'display:' || d.id as topic
  from displays d
 where d.token_hash = token_hash($1::text)
