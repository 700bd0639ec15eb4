-- One office as it can be changed: what was typed, or what it is.
-- $1 path.id   $2 form.name   $3 form.phone   $4 form.sent
select o.id, o.name, o.name as title,
       json_build_object('name', case when $4::text is null then o.name else $2::text end,
                         'phone', case when $4::text is null then fmt_phone(o.phone)
                                       else $3::text end) as form
  from offices o
 where o.id = $1::bigint
