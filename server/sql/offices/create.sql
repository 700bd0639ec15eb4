-- Opens an office.
-- $1 form.name   $2 form.phone
select office_keep(null, $1::text, $2::text) as id
