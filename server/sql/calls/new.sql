-- Who calls: what the one box found, the form for who is not known, and the calls going on.
-- $1 asked.q   $2 user.id   $3 user.offices   $4 user.sees_all   $5 form.office_id
-- $6 form.first_name   $7 form.last_name   $8 form.born_on   $9 form.is_another
-- $10 form.program   $11 form.client_key   $12 user.role
with typed as (
	select btrim(coalesce($1::text, '')) as q
), asked as (
	select t.q, k.phone, k.born_on, fold(t.q) as reference_key, k.words
	  from typed t, call_terms(t.q) k
), words as materialized (
	-- A number is no name.
	select fold(w) as word
	  from asked a, regexp_split_to_table(a.words, '\s+') w
	 where a.phone is null and length(fold(w)) >= 2
), longest as (
	select w.word, w.word || chr(1114111) as upto
	  from words w, asked a
	 where a.born_on is null
	 order by length(w.word) desc
	 limit 1
), named as (
	-- Each by its own index: of several columns at once none is used.
	select m.id
	  from longest w
	  join members m on m.last_key ~>=~ w.word and m.last_key ~<~ w.upto
	union
	select m.id
	  from longest w
	  join members m on m.first_key ~>=~ w.word and m.first_key ~<~ w.upto
	union
	select m.id
	  from longest w
	  join members m on m.native_key ~>=~ w.word and m.native_key ~<~ w.upto
	union
	select m.id
	  from asked a
	  join members m on m.born_on = a.born_on
), hits as (
	select m.id as member_id, 1 as place
	  from asked a
	  join members m on m.phone = a.phone
	union all
	select o.member_id, 2
	  from asked a
	  join orders o on o.phone = a.phone
	union all
	select m.id, 1
	  from asked a
	  join cases c on c.reference_key = a.reference_key and a.q <> ''
	  join members m on m.case_id = c.id
	union all
	select m.id, 3
	  from named n
	  join members m on m.id = n.id
	 where exists (select from words)
	   and not exists (
	       select from words w
	        where position(w.word in concat(m.first_key, m.last_key, m.native_key)) = 0)
), found as (
	select m.id, m.case_id, m.first_name, m.last_name, m.native_name, m.language, m.born_on,
	       m.phone, m.position, m.relation, c.reference, c.closed_at, f.name as office,
	       min(h.place) as place, member_age(m) as age, member_name(m) as name
	  from hits h
	  join members m on m.id = h.member_id
	  join cases c on c.id = m.case_id
	  join offices f on f.id = c.office_id
	 where (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $12::text, $3::bigint[])
	 group by m.id, c.id, f.id
	 order by c.closed_at is not null, min(h.place), c.reference, m.position
	 limit 9
), fresh as (
	select left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32) as client_key
), rows as (
	select row_number() over (order by f.closed_at is not null, f.place, f.reference, f.position)
	       as n,
	       f.id::text as member_id, f.native_name, f.language, f.name, f.reference, f.office,
	       case when f.native_name ~ '[A-Za-z]' then null
	            else f.first_name || ' ' || f.last_name end as latin_name,
	       relation_word(f.relation, case_kind(f.case_id)) || ', ' || f.age as who,
	       l.word as language_word,
	       to_char(f.born_on, 'MM/DD/YYYY') as born,
	       coalesce(fmt_phone(f.phone), 'No phone on file') as phone,
	       f.closed_at is not null as is_closed,
	       coalesce(p.names, 'No program') as programs,
	       s.word as state_word, s.look as state_look, s.icon as state_icon,
	       o.id is not null as has_order, going.agent,
	       case when going.agent is null then 'Take this call' else 'Join the call' end as verb,
	       k.client_key, a.phone as caller
	  from found f
	 cross join fresh k
	 cross join asked a
	  join languages l on l.code = f.language
	  left join lateral (
	       select string_agg(g.name, ', ' order by g.name) as names
	         from case_programs p
	         join programs g on g.id = p.program_id
	        where p.case_id = f.case_id) p on true
	  left join lateral (
	       select x.id, x.state
	         from orders x
	        where x.member_id = f.id
	        order by x.id desc
	        limit 1) o on true
	  left join order_states s on s.state = o.state
	  left join lateral (
	       select u.name as agent
	         from calls k
	         join users u on u.id = k.agent_id
	        where k.caller_id = f.id and k.ended_at is null) going on true
), going as (
	select k.id::text, m.native_name, m.language, c.reference,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       u.name as agent, k.agent_id = $2::bigint as is_mine,
	       fmt_age(k.started_at) as age, fmt_iso(k.started_at) as age_at
	  from calls k
	  join cases c on c.id = k.case_id
	  join members m on m.id = k.caller_id
	  join users u on u.id = k.agent_id
	 where k.ended_at is null and (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $12::text, $3::bigint[])
	 order by k.agent_id <> $2::bigint, k.started_at desc
	 limit 20
), over as (
	select k.id::text, m.native_name, m.language, c.reference,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       fmt_when(k.ended_at) as ended, o.word as outcome
	  from calls k
	  join cases c on c.id = k.case_id
	  join members m on m.id = k.caller_id
	  join call_outcomes o on o.outcome = k.outcome
	 where k.agent_id = $2::bigint and k.ended_at > now() - interval '12 hours'
	   and (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $12::text, $3::bigint[])
	 order by k.ended_at desc
	 limit 5
), alike as (
	-- Somebody of that name and birth date is known already, not by this very form.
	select m.id::text as member_id, m.native_name, m.language, member_name(m) as name, c.reference,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name, k.client_key
	  from members m
	  join cases c on c.id = m.case_id and c.closed_at is null
	              and c.client_key is distinct from $11::text
	 cross join fresh k
	 where m.born_on = to_day($8::text) and m.first_key = fold($6::text)
	   and m.last_key = fold($7::text) and coalesce($9::text, 'false') = 'false'
	   and (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $12::text, $3::bigint[])
	 order by c.id
	 limit 5
)
select 'New call' as title, a.q, a.q <> '' as is_asked,
       $6::text is not null or (a.q <> '' and not exists (select from rows)) as is_meeting,
       case when a.q <> '' then fmt_phone(a.phone) end as asked_phone,
       (select count(*) from rows) > 0 as has_found,
       case (select count(*) from rows)
       when 0 then 'Nobody is found' when 1 then '1 person'
       when 9 then 'The first 9. Add the birth date to see fewer'
       else (select count(*) from rows) || ' people' end as found_words,
       a.q <> '' and length(regexp_replace(a.q, '\D', '', 'g')) between 4 and 9
       and a.q !~ '[[:alpha:]]' and not exists (select from rows) as is_short,
       k.client_key,
       (select coalesce(json_agg(x order by x.n), '[]')
          from (select r.n, r.member_id, r.native_name, r.latin_name, r.language, r.name,
                       r.reference, r.office, r.who, r.language_word, r.born, r.phone, r.is_closed,
                       r.programs, r.state_word, r.state_look, r.state_icon, r.has_order, r.agent,
                       r.verb, r.client_key, r.caller, r.n = 1 as is_first
                  from rows r) x) as found,
       (select coalesce(json_agg(x), '[]') from going x) as going,
       (select coalesce(json_agg(x), '[]') from over x) as over,
       (select coalesce(json_agg(x), '[]') from alike x) as alike,
       (select coalesce(json_agg(x), '[]')
          from (select f.id::text, f.name, f.id::text = $5::text as is_chosen
                  from offices f
                 where f.id = any ($3::bigint[]) or $4::boolean
                 order by f.name) x) as offices,
       (select coalesce(json_agg(x), '[]')
          from (select p.code, p.name, p.code = $10::text as is_chosen
                  from programs p
                 where p.kind = 'benefit'
                 order by p.name) x) as programs
  from asked a
 cross join fresh k
