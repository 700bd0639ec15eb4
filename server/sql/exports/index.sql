-- The lists that may go out, and the files that somebody made, the newest first.
-- $1 user.id
with mine as (
	select e.id, e.state, e.row_count, e.bytes, e.created_at, e.expires_at, l.word as list,
	       s.word, s.look, s.icon
	  from exports e
	  join export_lists l on l.list = e.list
	  join export_states s on s.state = e.state
	 where e.user_id = $1::bigint
	 order by e.id desc
	 limit 50
)
select 'Exports' as title,
       case count(m.id) filter (where m.state = 'done')
            when 0 then 'Exports' when 1 then 'Exports: 1 file is ready to save'
            else 'Exports: ' || count(m.id) filter (where m.state = 'done')
                 || ' files are ready to save' end as heading,
       (select json_agg(json_build_object('list', l.list, 'word', l.word, 'hint', l.hint)
                        order by l.place)
          from export_lists l) as lists,
       coalesce(json_agg(json_build_object(
           'id', m.id::text, 'list', m.list, 'state_word', m.word, 'state_look', m.look,
           'state_icon', m.icon, 'rows', to_char(m.row_count, 'FM999,990'),
           'when', fmt_when(m.created_at), 'when_iso', fmt_iso(m.created_at),
           'until', case when m.state in ('expired', 'refused') then null
                         else fmt_when(m.expires_at) end)
           order by m.id desc) filter (where m.id is not null), '[]') as exports
  from (select 1) one
  left join mine m on true
