-- An order's code on paper, in one language or two side by side.
-- $1 path.id   $2 query.lang   $3 query.large   $4 query.name   $5 site
-- $6 user.offices   $7 user.sees_all   $8 user.id   $9 user.role
-- A language without a text is left out, and English stands in when none is left.
with the_order as (
	select o.id, o.language, o.products = '{assets}' as is_bank, c.reference, f.phone,
	       member_name(m) as name, m.language as name_lang,
	       o.share_url is not null and s.is_open as has_code, l.code,
	       least((o.expires_at at time zone coalesce(f.zone, current_setting('TimeZone'))
	              - interval '1 second')::date,
	             (select min(p.due_on)
	                from case_programs p
	               where p.case_id = c.id and p.due_on >= current_date)) as until
	  from orders o
	  join cases c on c.id = o.case_id
	  join offices f on f.id = c.office_id
	  join members m on m.id = o.member_id
	  join order_states s on s.state = o.state
	  left join short_links l on l.order_id = o.id
	 where o.id = $1::bigint and (c.office_id = any ($6::bigint[]) or $7::boolean)
	   and case_seen_by(c, $8::bigint, $9::text, $6::bigint[])
), asked as (
	select a.code, min(a.place) as place
	  from the_order o,
	       regexp_split_to_table(coalesce(nullif($2::text, ''), o.language), '[, ]+')
	       with ordinality as a (code, place)
	 where a.code <> ''
	 group by a.code
), spoken as (
	select a.code, a.place
	  from asked a
	  join languages l on l.code = a.code
	 order by a.place
	 limit case when $3::text is null then 2 else 1 end
), printed as (
	select s.code, s.place
	  from spoken s
	 union all
	select 'en', 1
	 where not exists (select from spoken)
)
select o.id::text as id, (select p.code from printed p order by p.place limit 1) as lang,
       'Handout' as title, $3::text is not null as is_large, $4::text is not null as is_named,
       o.has_code, o.phone is not null as has_phone, fmt_phone(o.phone) as phone,
       case when o.code is not null then coalesce($5::text, '') || '/go/' || o.code end as address,
       (select string_agg(a.code, ', ' order by a.place)
          from asked a
         where not exists (select from languages l where l.code = a.code)) as missing,
       (select json_agg(json_build_object(
                   'lang', p.code, 'is_bank', o.is_bank, 'has_phone', o.phone is not null,
                   'name', o.name, 'name_lang', o.name_lang, 'reference', o.reference,
                   'until', fmt_date_for(o.until, p.code)) order by p.place)
          from printed p) as sheets,
       (select json_agg(json_build_object('code', l.code, 'word', l.word,
                   'is_first', l.code = (select p.code from printed p order by p.place limit 1))
                   order by array_position('{en,es,zh-Hans,zh-Hant,vi,ko,tl,ru,ar,fa,hy,ht}',
                                           l.code))
          from languages l) as firsts
  from the_order o
