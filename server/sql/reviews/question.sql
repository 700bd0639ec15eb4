-- What to ask the client about each open difference: in their language and in English.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 asked   $5 user.id   $6 user.role
with asked as (
	select x.place, x.a ->> 'kind' as kind, x.a ->> 'employer' as employer
	  from jsonb_array_elements($4::jsonb) with ordinality x (a, place)
), worded as (
	select w.language, string_agg(replace(w.words, '{employer}', a.employer), e'\n'
	                              order by a.place) as lines
	  from asked a
	  join ask_words w on w.kind = a.kind
	 group by w.language
), said as (
	select l.code, l.word, l.is_rtl,
	       concat_ws(e'\n', h.words, w.lines, f.words) as text
	  from languages l
	  join worded w on w.language = l.code
	  join ask_words h on h.kind = 'head' and h.language = l.code
	  join ask_words f on f.kind = 'foot' and f.language = l.code
)
select e.text as english, s.text as theirs, s.word as language, s.code as lang,
       case when s.is_rtl then 'rtl' else 'ltr' end as dir
  from reviews v
  join orders o on o.id = v.order_id
  join cases c on c.id = o.case_id
  join members m on m.id = o.member_id
  join said e on e.code = 'en'
  left join said s on s.code = m.language and s.code <> 'en'
 where v.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
