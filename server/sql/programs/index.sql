-- The programs: where each looks, whether it asks for consent, and its milestones.
-- rows programs
select p.id::text, p.name, initcap(v.file) as kind,
       (select string_agg(x.word || case s.way when 'first' then '' when 'offer' then ', offered'
                                               else ', starts by itself' end,
                          ', then ' order by s.place)
          from program_sources s
          join providers x on x.provider = s.provider
         where s.program_id = p.id and s.way <> 'never') as sources,
       case when p.needs_consent then 'Asked for' else 'Not asked for' end as consent,
       p.due_days || ' days' as due,
       coalesce((select string_agg(m.word, ', ' order by m.position)
                   from milestones m
                  where m.program_id = p.id), 'none') as milestones
  from programs p
  join vocabulary v on v.kind = p.kind
 order by p.kind, p.name
