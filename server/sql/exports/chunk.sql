-- One piece of a file.
-- $1 path.id   $2 piece.position   $3 user.id
select c.body
  from exports e
  join export_chunks c on c.export_id = e.id and c.position = $2::integer
 where e.id = $1::bigint and e.user_id = $3::bigint and e.state = 'done'
