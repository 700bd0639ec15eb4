-- What a batch is for, so that its form can be judged.
-- $1 path.id   $2 user.id
select b.id::text, b.action, b.state = 'draft' as is_draft
  from batches b
 where b.id = $1::bigint and b.user_id = $2::bigint
