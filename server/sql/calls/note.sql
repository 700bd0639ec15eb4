-- Keeps the draft of a call's note with the lines that stand in it. What somebody else wrote since
-- this one was read is kept too: it comes first, and what is new in this one below it.
-- $1 path.id   $2 form.note   $3 form.note_keys   $4 form.note_version   $5 user.offices
-- $6 user.sees_all   $7 user.id   $8 user.role
with seen as (
	select c.id, c.note, c.note_keys, c.note_version, c.note_version <> $4::integer as is_old,
	       c.ended_at is null as is_open
	  from calls c
	  join cases k on k.id = c.case_id
	 where c.id = $1::bigint and (k.office_id = any ($5::bigint[]) or $6::boolean)
	   and case_seen_by(k, $7::bigint, $8::text, $5::bigint[])
	   for update of c
), mine as (
	select s.id,
	       case when s.is_old and s.note is not null
	            then left(concat_ws(E'\n', s.note,
	                 (select string_agg(t.line, E'\n' order by t.n)
	                    from regexp_split_to_table(coalesce($2, ''), '\r?\n')
	                         with ordinality t (line, n)
	                   where t.line <> '' and position(t.line in s.note) = 0)), 3600)
	            else replace(coalesce($2, ''), E'\r', '') end as note,
	       array(select distinct k from unnest(
	             case when s.is_old then s.note_keys else '{}' end
	             || string_to_array(coalesce($3, ''), ' ')) k where k <> '') as note_keys
	  from seen s
	 where s.is_open
), kept as (
	update calls c
	   set note = m.note, note_keys = m.note_keys, note_version = c.note_version + 1
	  from mine m
	 where c.id = m.id
	   and (c.note is distinct from m.note or not m.note_keys <@ c.note_keys)
	returning c.note_version
)
select coalesce(m.note, s.note) as note, s.is_open,
       coalesce(k.note_version, s.note_version)::text as note_version,
       array_to_string(coalesce(m.note_keys, s.note_keys), ' ') as note_keys,
       s.is_old and s.note is not null as is_merged
  from seen s
  left join mine m on true
  left join kept k on true
