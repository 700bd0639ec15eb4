-- Changes an office's name and phone.
-- $1 path.id   $2 form.name   $3 form.phone
select office_keep(o.id, $2::text, $3::text) as id
  from offices o
 where o.id = $1::bigint
