-- One file: what would come of it, its refused rows, then how far it is and what came of it.
-- $1 path.id   $2 user.offices   $3 user.sees_all
with i as (
	select x.id, x.kind, x.name, x.state, x.sha256, x.row_count, x.bytes, x.mapping,
	       x.checked_row, x.created_at, x.confirmed_at, x.ended_at, x.office_id, s.word, s.look,
	       s.icon, k.word as kind_word, f.name as office, u.name as maker, c.name as confirmer
	  from imports x
	  join import_states s on s.state = x.state
	  join import_kinds k on k.kind = x.kind
	  join offices f on f.id = x.office_id
	  join users u on u.id = x.created_by
	  left join users c on c.id = x.confirmed_by
	 where x.id = $1::bigint and (x.office_id = any ($2::bigint[]) or $3::boolean)
), rows as materialized (
	select r.number, r.data, r.problem, r.field, r.forecast, r.outcome, r.case_id
	  from i
	  join import_rows r on r.import_id = i.id
), counts as (
	select count(*) filter (where problem is null) as good,
	       count(*) filter (where problem is not null) as refused,
	       count(*) filter (where coalesce(outcome, forecast) = 'made') as made,
	       count(*) filter (where coalesce(outcome, forecast) = 'changed') as changed,
	       count(*) filter (where coalesce(outcome, forecast) = 'same') as same,
	       count(*) filter (where outcome = 'made') as came,
	       count(*) filter (where outcome = 'changed') as moved,
	       count(*) filter (where outcome = 'same') as stood,
	       count(*) filter (where outcome is null) as todo, count(*) as total,
	       count(distinct case_id) filter (where outcome in ('made', 'changed')) as cases
	  from rows
), words (kind, made, changed, same) as (
	values ('dues', 'New due days', 'Change a due day', 'There already'),
	       ('cases', 'New people', 'Changed', 'There already'),
	       ('milestones', 'Newly reached', 'Changed', 'Reached already')
), bar as (
	select progress(jsonb_build_array(
	           jsonb_build_object('href', null, 'word', w.made, 'class', 'o1', 'is_over', true,
	               'count', n.came, 'what', 'Came in with this file.'),
	           jsonb_build_object('href', null, 'word', w.changed, 'class', 'o2',
	               'is_over', true, 'count', n.moved, 'what', 'The day of this file counts now.'),
	           jsonb_build_object('href', null, 'word', w.same, 'class', 'o3', 'is_over', true,
	               'count', n.stood, 'what', 'Nothing was changed.'),
	           jsonb_build_object('href', '#refused', 'verb', 'See', 'word', 'Stay out',
	               'class', 'o4', 'is_over', true, 'count', n.refused,
	               'what', 'Listed below with the reason.'),
	           jsonb_build_object('href', null, 'word', 'Still to do', 'class', 'o5',
	               'is_over', false, 'count', n.todo, 'what', 'Coming in now.')),
	       (n.total - n.todo) * 60
	       / greatest(1, extract(epoch from now() - i.confirmed_at))) as p
	  from i
	  join words w on w.kind = i.kind
	 cross join counts n
), sample as (
	select r.number, r.data
	  from rows r
	 where r.problem is null and r.data is not null
	 order by r.number
	 limit 5
), out_ as (
	select r.number, coalesce(f.word, 'The whole row') as column,
	       case r.problem when 'form' then o.wrong else p.word end as why
	  from i
	  join rows r on r.problem is not null
	  join import_problems p on p.problem = r.problem
	  left join import_fields f on f.kind = i.kind and f.field = coalesce(r.field, p.field)
	  left join import_forms o on o.form = f.form
	 order by r.number
	 limit 50
), used as (
	select f.field, f.word, f.place, f.form
	  from i
	  join import_fields f on f.kind = i.kind and i.mapping ? f.field
)
select i.id::text, i.name, i.kind_word, i.office, i.word as state_word, i.look as state_look,
       i.icon as state_icon,
       to_char(i.row_count, 'FM99,990') || case when i.row_count = 1 then ' row' else ' rows' end
         as rows,
       'Sent by ' || i.maker || ', ' || fmt_when(i.created_at)
       || coalesce('. Confirmed by ' || i.confirmer || ', ' || fmt_when(i.confirmed_at), '')
         as by,
       left(i.sha256, 12) as fingerprint, i.sha256,
       i.state = 'columns' as is_columns, i.state = 'checking' as is_checking,
       (select fmt_list(import_lacks(i.kind, i.mapping))) as lacks,
       to_char((select count(*) from rows), 'FM99,990') as checked,
       i.state = 'ready' as is_ready, i.state in ('running', 'done') as has_run,
       i.state in ('dropped', 'expired') as is_gone,
       case i.state when 'expired' then 'Nobody confirmed it within a day.'
            else 'It was dropped before it came in.' end as gone_why,
       i.state in ('columns', 'checking', 'ready') as can_drop,
       i.state = 'ready' and n.good > 0 as can_start,
       to_char(n.good, 'FM99,990') || case when n.good = 1 then ' row' else ' rows' end as good,
       case when n.good = 0 then 'No row can come in'
            else to_char(n.good, 'FM99,990') || ' of ' || to_char(n.total, 'FM99,990')
                 || ' rows can come in' end as forecast_title,
       (select json_agg(json_build_object('word', f.word, 'count', to_char(f.n, 'FM99,990'),
                                          'what', f.what) order by f.place)
          from (values (1, w.made, n.made,
                        case i.kind when 'milestones' then 'What each asks for is ordered.'
                                    else 'Come in with this file.' end),
                       (2, w.changed, n.changed, 'The day of this file will count.'),
                       (3, w.same, n.same, 'Nothing is changed.'),
                       (4, 'Stay out', n.refused, 'Listed below with the reason.'))
               f (place, word, n, what)
         where f.n > 0) as forecast,
       (select coalesce(json_agg(json_build_object('word', u.word) order by u.place), '[]')
          from used u) as heads,
       (select coalesce(json_agg(json_build_object(
                   'number', s.number::text,
                   'cells', (select json_agg(json_build_object(
                                        'word', u.word,
                                        'value', coalesce(case
                                            when u.form = 'period'
                                            then to_char((s.data ->> u.field)::date, 'Mon YYYY')
                                            when u.form in ('past_day', 'due_day')
                                            then to_char((s.data ->> u.field)::date,
                                                         'Mon FMDD, YYYY')
                                            else s.data ->> u.field end, 'none'),
                                        'is_none', not s.data ? u.field) order by u.place)
                               from used u)) order by s.number), '[]')
          from sample s) as sample,
       (select coalesce(json_agg(json_build_object('number', o.number::text,
                                                   'column', o.column, 'why', o.why)
                                 order by o.number), '[]')
          from out_ o) as refused,
       n.refused > 0 as has_refused,
       to_char(n.refused, 'FM99,990') || case when n.refused = 1 then ' row stays out'
                                              else ' rows stay out' end as refused_title,
       case when n.refused > 50 then 'The first 50 of ' || to_char(n.refused, 'FM99,990') end
         as cut,
       (select json_build_object('id', t.id::text, 'when', fmt_when(t.confirmed_at))
          from imports t
         where t.sha256 = i.sha256 and t.kind = i.kind and t.office_id = i.office_id
           and t.id < i.id and t.state in ('running', 'done')
         order by t.id desc
         limit 1) as twin,
       case when i.state = 'done' and i.kind = 'dues' and n.good > 0
            then '/renewals/new?import=' || i.id end as renew_href,
       (b.p - 'done' || jsonb_build_object(
           'heading', (b.p ->> 'done') || ' of ' || (b.p ->> 'total') || ' rows done',
           'updated', to_char(now(), 'FMHH12:MI:SS AM'), 'unit', 'Rows', 'has_speed', false,
           'total_what', null,
           'file', case when n.refused > 0 then '/imports/' || i.id || '/refused.csv' end,
           'file_word', 'Refused rows as a file',
           'finish', case when i.state = 'running' then b.p ->> 'finish' end,
           'note', case when i.state = 'done' then 'Finished ' || fmt_when(i.ended_at) || ', '
                        || to_char(n.cases, 'FM99,990')
                        || case when n.cases = 1 then ' case.' else ' cases.' end end)) as progress
  from i
 cross join counts n
  join words w on w.kind = i.kind
 cross join bar b
