-- One file: how far it is, and where it can be had until when.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all
with e as (
	select x.id, x.state, x.row_count, x.left_count, x.bytes, x.created_at, x.started_at,
	       x.ended_at, x.expires_at, x.columns, x.list, l.word as list_word, s.word, s.look,
	       s.icon, coalesce(f.name, 'All my offices') as office, l.pick_word,
	       (select p.word from export_picks(x.list, $3::bigint[], $4::boolean) p
	         where p.value = coalesce(x.pick, '')) as pick,
	       coalesce(x.office_ids <@ $3::bigint[] or $4::boolean, true) as may
	  from exports x
	  join export_lists l on l.list = x.list
	  join export_states s on s.state = x.state
	  left join offices f on f.id = x.office_id
	 where x.id = $1::bigint and x.user_id = $2::bigint
), bar as (
	select progress(jsonb_build_array(
	           jsonb_build_object('word', 'In the file', 'class', 'o1', 'is_over', true,
	               'count', e.row_count, 'what', 'Written.', 'href', null),
	           jsonb_build_object('word', 'Still to do', 'class', 'o5', 'is_over', false,
	               'count', coalesce(e.left_count, 0), 'what', 'Being written now.',
	               'href', null)),
	       e.row_count * 60 / greatest(1, extract(epoch from now() - e.started_at))) as p
	  from e
)
select e.id::text, e.list_word, e.word as state_word, e.look as state_look, e.icon as state_icon,
       e.office, e.pick_word || ': ' || coalesce(e.pick, 'no longer there') as picked,
       fmt_when(e.created_at) as asked_at,
       (select fmt_list(array_agg(c.word order by c.place))
          from export_columns c where c.list = e.list and c.name = any (e.columns)) as columns,
       e.state = 'queued' as is_waiting, e.state in ('running', 'done') as has_run,
       e.state = 'done' and e.may as can_save, e.state = 'done' and not e.may as is_lost,
       to_char(e.row_count, 'FM999,990') || case when e.row_count = 1 then ' row' else ' rows' end
         || ', ' || case when e.bytes < 1000000 then ceil(e.bytes / 1000.0) || ' KB'
                         else round(e.bytes / 1000000.0, 1) || ' MB' end as size,
       fmt_when(e.expires_at) as until,
       e.state = 'expired' as is_expired, e.state = 'refused' as is_refused,
       '/exports/new?list=' || e.list as again_href,
       (b.p - 'done' || jsonb_build_object(
           'heading', (b.p ->> 'done') || ' of ' || (b.p ->> 'total') || ' rows written',
           'updated', to_char(now(), 'FMHH12:MI:SS AM'), 'unit', 'Rows', 'has_speed', false,
           'finish', case when e.state = 'running' then b.p ->> 'finish' end,
           'note', case when e.row_count >= 50000
                        then 'The first 50,000 rows. Pick less to have the rest.'
                        when e.state = 'done' then 'Finished ' || fmt_when(e.ended_at) || '.' end,
           'total_what', null, 'file', case when e.state = 'done' and e.may
                                            then '/exports/' || e.id || '/file' end,
           'file_word', 'Save the file')) as progress
  from e
 cross join bar b
