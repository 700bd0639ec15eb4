-- The rows of a file that stay out: number, column and reason, nothing of a person.
-- $1 path.id   $2 user.offices   $3 user.sees_all
-- rows lines
select r.number::text as "Row", coalesce(f.word, 'The whole row') as "Column",
       case r.problem when 'form' then o.wrong else p.word end as "What to change"
  from imports i
  join import_rows r on r.import_id = i.id and r.problem is not null
  join import_problems p on p.problem = r.problem
  left join import_fields f on f.kind = i.kind and f.field = coalesce(r.field, p.field)
  left join import_forms o on o.form = f.form
 where i.id = $1::bigint and (i.office_id = any ($2::bigint[]) or $3::boolean)
 order by r.number
