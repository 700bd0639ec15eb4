-- What one box finds: people and cases, each with the reason. Whole numbers are search/jump's.
-- $1 typed   $2 user.offices   $3 user.sees_all   $4 user.can_review   $5 indexes   $6 user.id
-- $7 user.role
-- Search terms are capped at 80 letters; an SSN's last four are for those who review.
with typed as (
	select btrim(left(coalesce($1::text, ''), 80)) as q,
	       case when $5::text[] is null then '“' || btrim(left(coalesce($1::text, ''), 80)) || '”'
	            else 'that number' end as said
), hits as (
	select distinct on (s.member_id) s.member_id, s.why, s.place
	  from typed t
	 cross join lateral search_people(t.q, $4::boolean, 30) s
	 where t.q <> ''
	 order by s.member_id, s.place
), numbered as (
	select m.id as member_id, 'SSN' as why, 0 as place
	  from members m
	 where $4::boolean and m.ssn_index = any ($5::text[])
), people as (
	select m.id::text, m.native_name, m.language, member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       relation_word(m.relation, case_kind(m.case_id)) || ', ' || member_age(m) as who,
	       c.id::text as case_id,
	       c.reference, f.name as office, h.why,
	       case when h.why like 'SSN%' then 'SSN •••-••-' || m.ssn_last4
	            else coalesce(fmt_phone(m.phone), m.email, 'No phone or e-mail') end as reach,
	       case when c.closed_at is not null then 'Closed ' || fmt_day(c.closed_at)
	            else coalesce(s.word, 'No order yet') end as state
	  from (select n.member_id, n.why, n.place from numbered n
	        union all
	        select h.member_id, h.why, h.place from hits h
	         where not exists (select from numbered n where n.member_id = h.member_id)) h
	  join members m on m.id = h.member_id
	  join cases c on c.id = m.case_id and (c.office_id = any ($2::bigint[]) or $3::boolean)
	       and case_seen_by(c, $6::bigint, $7::text, $2::bigint[])
	  join offices f on f.id = c.office_id
	  left join lateral (
	       select t.word
	         from orders o
	         join order_states t on t.state = o.state
	        where o.member_id = m.id
	        order by t.rank, o.id desc
	        limit 1) s on true
	 order by h.place, c.closed_at is not null, m.last_name, m.first_name, m.id
), found_cases as (
	select c.id::text, c.reference, f.name as office, coalesce(u.name, 'Nobody yet') as worker,
	       case when c.closed_at is not null then 'Closed ' || fmt_day(c.closed_at)
	            else 'Open since ' || fmt_day(c.created_at) end as state
	  from typed t
	  -- What was typed stands here as it came: only so do a few rows of the index's range do.
	  join cases c on c.reference ~>=~ upper(btrim(left($1::text, 80)))
	              and c.reference ~<~ (upper(btrim(left($1::text, 80))) || '~')
	  join offices f on f.id = c.office_id
	  left join users u on u.id = c.worker_id
	 where length(t.q) > 1 and t.q ~ '^[A-Za-z0-9-]+$'
	   and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $6::bigint, $7::text, $2::bigint[])
	 order by c.reference using ~<~
	 limit 20
), counts as (
	select (select count(*) from people) as people, (select count(*) from found_cases) as cases,
	       restricted_found((select t.q from typed t),
	                        (select array_agg(h.member_id) from hits h
	                          where h.why not like 'SSN%')) as restricted
)
select k.people > 0 as has_people, k.cases > 0 as has_cases,
       k.people + k.cases = 0 and k.restricted is null as is_empty, t.q = '' as is_blank,
       (t.q ~ '^[0-9]{4}$' or $5::text is not null) and not $4::boolean as is_ssn_refused,
       case when t.q = '' then 'Search'
            when k.people + k.cases = 0 and k.restricted is not null
            then 'A restricted case fits ' || t.said
            when k.people + k.cases = 0 then 'Nothing fits ' || t.said
            else k.people + k.cases
                 || case when k.people + k.cases = 1 then ' fits ' else ' fit ' end
                 || t.said end as heading,
       (select coalesce(json_agg(p), '[]') from people p) as people,
       (select coalesce(json_agg(c), '[]') from found_cases c) as cases, k.restricted,
       case when k.people >= 30 then 'The first 30. Add a word to see fewer.' end as cut
  from typed t
 cross join counts k
