-- The rows of a batch that is over, as a table: an export's own columns, or what became of each.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all   $5 user.role
-- rows lines
with the_batch as (
	select b.id, a.has_done
	  from batches b
	  join batch_actions a on a.action = b.action
	 where b.id = $1::bigint and b.user_id = $2::bigint and b.state in ('done', 'stopped')
)
select c.reference as "Case", coalesce(member_name(m), '') as "Client",
       case when m.native_name is null then '' else m.first_name || ' ' || m.last_name end
         as "Name in Latin letters",
       coalesce(fmt_list(o.products), '') as "Asked for",
       coalesce(s.word, k.word, '') as "State", coalesce(t.sentence, '') as "Task",
       coalesce(w.name, '') as "Worker", f.name as "Office", coalesce(l.word, '') as "Language",
       coalesce((select string_agg(g.name, ', ' order by g.name)
                   from case_programs p
                   join programs g on g.id = p.program_id
                  where p.case_id = c.id), '') as "Programs",
       coalesce(least(t.due_on, (select min(p.due_on) from case_programs p
                                  where p.case_id = c.id))::text, '') as "Due",
       case i.outcome when 'done' then b.has_done else coalesce(i.why, 'Not reached') end
         as "Outcome"
  from the_batch b
  join batch_items i on i.batch_id = b.id
  join cases c on c.id = i.case_id and (c.office_id = any ($3::bigint[]) or $4::boolean)
       and case_seen_by(c, $2::bigint, $5::text, $3::bigint[])
  join offices f on f.id = c.office_id
  left join orders o on o.id = i.order_id
  left join order_states s on s.state = o.state
  left join tasks t on t.id = i.task_id
  left join task_kinds k on k.kind = t.kind
  left join users w on w.id = coalesce(t.assignee_id, c.worker_id)
  left join members m on m.id = coalesce(o.member_id, t.member_id, (
       select x.id from members x where x.case_id = c.id order by x.position limit 1))
  left join languages l on l.code = coalesce(o.language, m.language)
 order by i.position
