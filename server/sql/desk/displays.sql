-- The monitors of the offices: which are paired, and when each last asked.
-- $1 user.offices   $2 user.sees_all
select 'Displays' as title,
       (select coalesce(json_agg(json_build_object(
                   'id', d.id::text, 'name', d.name, 'office', f.name,
                   'paired', fmt_when(d.paired_at), 'by', u.name,
                   'seen', case when d.seen_at is null then 'Never'
                                else fmt_when(d.seen_at) end,
                   'is_silent', d.seen_at is null or d.seen_at < now() - interval '1 minute')
                   order by f.name, d.name), '[]')
          from displays d
          join offices f on f.id = d.office_id
          left join users u on u.id = d.paired_by
         where d.removed_at is null and (d.office_id = any ($1::bigint[]) or $2::boolean))
       as displays,
       (select coalesce(json_agg(json_build_object('office_id', f.id::text, 'office', f.name)
                                 order by f.name), '[]')
          from offices f
         where f.id = any ($1::bigint[]) or $2::boolean) as offices
