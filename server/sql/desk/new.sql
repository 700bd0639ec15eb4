-- Finds who has come: by case number, or by name and birth date. Names only.
-- $1 query.q   $2 query.born_on   $3 user.offices   $4 user.sees_all   $5 user.id   $6 user.role
-- A name alone would show every client of that name to whoever stands at the window.
with asked as (
	select nullif(trim($1::text), '') as q, nullif(fold($1::text), '') as letters,
	       to_day($2::text) as born_on
), likely as (
	select m.id
	  from asked a
	  join cases c on c.reference_key = a.letters
	  join members m on m.case_id = c.id
	union
	select m.id
	  from asked a
	  join members m on m.born_on = a.born_on and a.letters <> ''
	       and finds(concat_ws(' ', m.first_name, m.last_name, m.native_name), a.q)
), found as (
	select m.id, c.reference, m.native_name, m.language, l.word as language_word,
	       member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       exists (select
	                 from orders o
	                where o.member_id = m.id and o.share_url is not null
	                  and o.state in ('waiting', 'connecting', 'reading', 'needs_you')) as has_code
	  from likely x
	  join members m on m.id = x.id
	  join cases c on c.id = m.case_id
	  join languages l on l.code = m.language
	 where (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $5::bigint, $6::text, $3::bigint[]) and c.closed_at is null
	 order by c.reference, m.position
	 limit 20
)
select 'New visitor' as title, a.q, a.born_on::text as born_on, a.q is not null as is_asked,
       (select coalesce(json_agg(json_build_object(
                   'id', f.id::text, 'reference', f.reference, 'native_name', f.native_name,
                   'latin_name', f.latin_name, 'language', f.language, 'name', f.name,
                   'language_word', f.language_word, 'has_code', f.has_code)), '[]')
          from found f) as found
  from asked a
