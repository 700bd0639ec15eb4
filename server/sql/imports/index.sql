-- The files that came in to a supervisor's offices: what waits for somebody first, then the newest.
-- $1 user.offices   $2 user.sees_all
with seen as (
	select x.id, x.name, x.kind, x.state, x.row_count, x.created_at, s.word, s.look, s.icon,
	       s.place, k.word as kind_word, f.name as office, u.name as maker
	  from imports x
	  join import_states s on s.state = x.state
	  join import_kinds k on k.kind = x.kind
	  join offices f on f.id = x.office_id
	  join users u on u.id = x.created_by
	 where x.office_id = any ($1::bigint[]) or $2::boolean
	 order by s.place > 4, x.id desc
	 limit 100
), counted as (
	select r.import_id, count(*) filter (where r.outcome in ('made', 'changed')) as came,
	       count(*) filter (where r.problem is not null) as refused
	  from seen s
	  join import_rows r on r.import_id = s.id
	 group by r.import_id
)
select 'Imports' as title,
       case when count(s.id) = 0 then 'No imports yet'
            when count(s.id) filter (where s.place <= 2) = 0 then 'Nothing waits for you'
            else count(s.id) filter (where s.place <= 2)
                 || case when count(s.id) filter (where s.place <= 2) = 1
                         then ' waits for you' else ' wait for you' end end as heading,
       count(s.id) > 0 as has_imports,
       coalesce(json_agg(json_build_object(
           'id', s.id::text, 'name', s.name, 'kind', s.kind_word, 'office', s.office,
           'state_word', s.word, 'state_look', s.look, 'state_icon', s.icon,
           'rows', to_char(s.row_count, 'FM99,990'),
           'came', to_char(coalesce(c.came, 0), 'FM99,990'),
           'refused', case when c.refused > 0 then to_char(c.refused, 'FM99,990') end,
           'maker', s.maker, 'when', fmt_when(s.created_at), 'when_iso', fmt_iso(s.created_at))
           order by s.place > 4, s.place, s.id desc) filter (where s.id is not null), '[]')
         as imports
  from (select 1) one
  left join seen s on true
  left join counted c on c.import_id = s.id
