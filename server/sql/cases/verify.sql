-- The household as a form: for each member what to ask for, how and in which language, filled from
-- what is known or was typed; what each will get; and what stands in the way.
-- $1 path.id   $2 query.member   $3 query.finding   $4 query.search   $5 typed.rows
-- $6 typed.client_key   $7 typed.problem   $8 typed.went   $9 find.member   $10 find.typed
-- $11 user.role   $12 user.offices   $13 user.sees_all   $14 user.id
with the_case as (
	select c.id, c.reference, c.office_id, v.kind, v.household, v.people
	  from cases c
	  join vocabulary v on v.kind = case_kind(c.id)
	 where c.id = $1::bigint and (c.office_id = any ($12::bigint[]) or $13::boolean)
	   and case_seen_by(c, $14::bigint, $11::text, $12::bigint[])
	   and c.closed_at is null
),
usual as (
	select coalesce(array_agg(distinct d), '{income}') as products
	  from case_programs cp
	  join programs p on p.id = cp.program_id
	 cross join unnest(p.default_products) d
	 where cp.case_id = $1::bigint
),
-- Truv's three reminders, evenly until the link ends, and ours; how long a link lives is learned
-- from the last one.
reminders as (
	select case when life is null then 'Three reminders if not finished.'
	            else 'Reminders ' || (
	                 select fmt_list(array_agg(fmt_day(now() + life * k / 4) order by k))
	                   from generate_series(1, 3) k) || ' if not finished.' end as words,
	       reminder_forecast(c.id, coalesce(life, interval '30 days')) as ours,
	       quiet_until('sms', now(), coalesce(f.zone, current_setting('TimeZone'))) as quiet_until
	  from (select (select o.expires_at - o.created_at
	                  from orders o
	                 where o.expires_at is not null and o.intent = 'created'
	                 order by o.id desc
	                 limit 1) as life) newest,
	       the_case c
	  join offices f on f.id = c.office_id
),
ways (place, way, word, start) as (
	values (1, 'both',      'Text and e-mail',   ' by text and e-mail{in}. '),
	       (2, 'text',      'Text',              ' by text{in}. '),
	       (3, 'email',     'E-mail',            ' by e-mail{in}. '),
	       (4, 'we_both',   'Text and e-mail from us', ' by text and e-mail{in}'),
	       (5, 'we_text',   'Text from us',      ' by text{in}'),
	       (6, 'we_email',  'E-mail from us',    ' by e-mail{in}'),
	       (7, 'in_person', 'In person',         null),
	       (8, 'link',      'A link to hand on', null)
),
futures as (
	select w.place, w.way, w.word,
	       case w.way
	       when 'in_person' then 'You show or print a code{in}. Nothing is sent.'
	       when 'link'      then 'You read out or paste a link{in}. Nothing is sent.'
	       when 'we_both' then 'We send it' || w.start || q.texts || '. ' || r.ours
	       when 'we_text' then 'We send it' || w.start || q.texts || '. ' || r.ours
	       when 'we_email' then 'We send it' || w.start || '. ' || r.ours
	       else case when $11::text = 'agent' then 'Goes in an hour' else 'Goes now' end
	            || w.start || r.words end as says
	  from ways w
	 cross join reminders r
	 cross join lateral (select coalesce(', the text after ' || fmt_time(r.quiet_until), '')
	                            as texts) q
),
typed as (
	select t.member_id, t.wanted, t.products, w.way as send_by, l.code as language, t.phone,
	       t.email, t.employer_hint, t.company_mapping_id, t.errors
	  from jsonb_to_recordset($5::jsonb) as t (member_id bigint, wanted boolean, products text[],
	       send_by text, language text, phone text, email text, employer_hint text,
	       company_mapping_id text, errors jsonb, is_made boolean)
	  left join ways w on w.way = t.send_by
	  left join languages l on l.code = t.language
	 where t.is_made is not true
),
people as (
	select m.id, m.case_id, m.position, m.last_name, m.language as lang, m.has_income,
	       member_name(m) as name,
	       case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
	            then m.first_name || ' ' || m.last_name end as latin_name,
	       relation_word(m.relation, c.kind) || ', ' || member_age(m) as who,
	       case when member_age(m) < 18 then 'under 18' else 'no income declared' end
	       as why_nothing,
	       t.member_id is not null as is_typed, t.wanted, b.id as refused_id,
	       coalesce(t.products, case when t.member_id is null then coalesce(b.products, u.products)
	                                 else '{}' end) as products,
	       coalesce(t.send_by,
	                case b.delivery when 'in_person' then 'in_person' when 'link' then 'link' end,
	                case when b.delivery = 'agency'
	                     then 'we_' || case when b.email is null then 'text'
	                                        when b.phone is null then 'email' else 'both' end end,
	                case when m.phone is not null and m.email is not null then 'both'
	                     when m.phone is not null then 'text'
	                     when m.email is not null then 'email' else 'in_person' end) as way,
	       coalesce(t.language, b.language, m.language) as language,
	       case when t.member_id is null then fmt_phone(coalesce(b.phone, m.phone)) else t.phone end
	       as phone,
	       case when t.member_id is null then coalesce(b.email, m.email) else t.email end as email,
	       case when t.member_id is null then b.employer_hint else t.employer_hint end
	       as employer_hint,
	       case when t.member_id is null then b.company_mapping_id else t.company_mapping_id end
	       as mapping_id,
	       coalesce(t.errors, b.problems, '{}') as errors
	  from the_case c
	  join members m on m.case_id = c.id
	 cross join usual u
	  left join typed t on t.member_id = m.id
	  left join lateral (
	       select o.id, o.products, o.delivery, o.language, o.phone, o.email, o.employer_hint,
	              o.company_mapping_id, o.problems
	         from orders o
	        where o.member_id = m.id and o.state = 'needs_fix'
	        order by o.id desc
	        limit 1) b on true
),
-- An order that can no longer be used is not offered, nor one that waits for a fix: that is its
-- row.
already as (
	select p.id as member_id, o.id, s.word as state_word, s.look as state_look,
	       s.icon as state_icon, fmt_list(o.products) as what, fmt_day(o.created_at) as day,
	       o.intent not in ('sending', 'uncertain') as can_replace
	  from people p
	  join lateral (
	       select o.id, o.state, o.products, o.created_at, o.intent
	         from orders o
	         join order_states x on x.state = o.state and x.is_open
	         left join causes z on z.cause = o.cause
	        where o.member_id = p.id and o.products && p.products and o.state <> 'needs_fix'
	          and o.cancel_asked_at is null
	          and coalesce(z.action, '') not in ('replace', 'other_source', 'ask_admin')
	        order by o.id desc
	        limit 1) o on true
	  join order_states s on s.state = o.state
),
-- What the employer search of a row gave, when it was asked for or is waited for.
searches as (
	select distinct on (p.id)
	       p.id as member_id, s.id, s.found_at is null as is_waiting, s.hits
	  from people p
	  join employer_searches s
	    on s.id = case when p.id = $3::bigint then $4::bigint end
	    or (p.id = $9::bigint and s.query = employer_query($10))
	 order by p.id, s.found_at desc nulls last
),
hits as (
	select f.member_id, h.place, e.mapping_id, e.name, e.is_direct,
	       e.mapping_id = p.mapping_id
	       or lower(e.name) = employer_query(p.employer_hint) as is_picked
	  from searches f
	  join people p on p.id = f.member_id
	 cross join unnest(f.hits) with ordinality as h (mapping_id, place)
	  join employers e on e.mapping_id = h.mapping_id
),
rows as (
	select p.id, p.case_id, p.position, p.name, p.latin_name, p.lang, p.who, p.has_income,
	       p.why_nothing, p.last_name, p.phone, p.email, p.employer_hint, p.errors, p.refused_id,
	       row_number() over (partition by p.has_income order by p.position) - 1 as index,
	       'income' = any (p.products) as wants_income, 'assets' = any (p.products) as wants_assets,
	       'employment' = any (p.products) as wants_employment,
	       p.has_income and coalesce(p.wanted, a.id is null
	                                 and ($2::bigint is null or p.id = $2::bigint)) as is_wanted,
	       p.errors <> '{}' as is_bad, a.id is not null and p.errors = '{}' as is_dup,
	       replace(f.says, '{in}',
	               case when l.code = 'en' then '' else ' in ' || l.word end) as says,
	       coalesce(nullif(concat_ws(', ', p.phone, p.email), ''), 'No phone, no e-mail') as reach,
	       p.language, p.way, p.mapping_id, a.id as open_id
	  from people p
	  left join already a on a.member_id = p.id
	  join futures f on f.way = p.way
	  join languages l on l.code = p.language
),
counted as (
	select count(*) filter (where is_wanted and not is_bad) as going,
	       count(*) filter (where is_wanted and is_bad) as bad
	  from rows
),
problem as (
	select coalesce($7::text,
	                case c.bad when 1 then 'One row needs a fix. '
	                           else c.bad || ' rows need a fix. ' end
	                || case coalesce($8::integer, 0)
	                   when 0 then case c.going when 0 then 'Nothing was sent.'
	                               when 1 then 'The other one can go now.'
	                               else 'The other ' || c.going || ' can go now.' end
	                   when 1 then '1 order goes out now.'
	                   else $8::integer || ' orders go out now.' end) as headline
	  from counted c
	 where $7::text is not null or c.bad > 0
)
select c.id, c.reference, c.people, h.title,
       coalesce($6, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       n.going || case n.going when 1 then ' order goes now' else ' orders go now' end as going,
       'Send ' || case n.going when 0 then 'orders' when 1 then '1 order'
                               else n.going || ' orders' end as verb,
       case when n.bad > 0 then n.bad || case n.bad when 1 then ' waits' else ' wait' end
                                 || ' for your fix.' end as waiting,
       (select json_build_object(
                   'headline', headline,
                   'list', (select coalesce(json_agg(json_build_object(
                                       'name', r.name, 'said', e.said,
                                       'href', '#' || case e.field
                                                      when 'products' then 'products-'
                                                      when 'send_by' then 'send_by-'
                                                      when 'phone' then 'phone-'
                                                      when 'email' then 'email-'
                                                      when 'employer_hint' then 'employer-'
                                                      else 'row-' end || r.id)
                                       order by r.position, e.field), '[]')
                              from rows r, jsonb_each_text(r.errors) e (field, said)
                             where r.is_wanted))
          from problem) as problem,
       (select json_agg(json_build_object(
                   'id', r.id, 'case_id', r.case_id, 'index', r.index, 'name', r.name,
                   'latin_name', r.latin_name, 'lang', r.lang, 'who', r.who,
                   'has_income', r.has_income, 'why_nothing', r.why_nothing,
                   'is_wanted', r.is_wanted, 'is_bad', r.is_bad, 'is_dup', r.is_dup,
                   'wants_income', r.wants_income, 'wants_employment', r.wants_employment,
                   'wants_assets', r.wants_assets, 'phone', r.phone, 'email', r.email,
                   'reach', r.reach, 'employer_hint', r.employer_hint, 'says', r.says,
                   'seen_id', r.open_id, 'fixes_id', r.refused_id,
                   'products_error', r.errors ->> 'products',
                   'send_by_error', r.errors ->> 'send_by',
                   'phone_error', r.errors ->> 'phone', 'email_error', r.errors ->> 'email',
                   'reach_is_wrong', r.errors ?| array['phone', 'email']
                                     or coalesce(r.phone, r.email) is null,
                   'employer_error', r.errors ->> 'employer_hint',
                   'row_error', r.errors ->> 'row',
                   'name_error', coalesce(r.errors ->> 'first_name', r.errors ->> 'last_name'),
                   'already', (select json_build_object(
                                   'id', a.id, 'what', a.what, 'day', a.day, 'name', r.name,
                                   'can_replace', a.can_replace, 'state_word', a.state_word,
                                   'state_look', a.state_look, 'state_icon', a.state_icon)
                                 from already a
                                where a.member_id = r.id and r.errors = '{}'),
                   'picked', (select e.mapping_id
                                from employers e
                               where e.mapping_id = r.mapping_id
                                 and not exists (select from searches f where f.member_id = r.id)),
                   'search', (select json_build_object(
                                  'case_id', r.case_id, 'member_id', r.id, 'index', r.index,
                                  'name', r.name, 'id', f.id, 'is_waiting', f.is_waiting,
                                  'is_picked', exists (select from hits x
                                                        where x.member_id = r.id and x.is_picked),
                                  'hits', (select coalesce(json_agg(json_build_object(
                                                      'index', r.index, 'member_id', r.id,
                                                      'place', x.place, 'mapping_id', x.mapping_id,
                                                      'name', x.name, 'is_direct', x.is_direct,
                                                      'is_picked', x.is_picked)
                                                      order by x.place), '[]')
                                             from hits x
                                            where x.member_id = r.id))
                                from searches f
                               where f.member_id = r.id),
                   'ways', (select json_agg(json_build_object(
                                       'way', f.way, 'word', f.word, 'says', f.says,
                                       'is_chosen', f.way = r.way) order by f.place)
                              from futures f),
                   'languages', (select json_agg(json_build_object(
                                            'code', l.code, 'word', l.word,
                                            'said', case when l.code <> 'en'
                                                         then ' in ' || l.word end,
                                            'is_chosen', l.code = r.language)
                                            order by l.code <> 'en', l.word)
                                   from languages l))
                   order by r.position)
          from rows r) as rows
  from the_case c
 cross join counted n
 cross join (select 'Verify the ' || fmt_list((array_agg(last_name order by first))[1:2])
                    || ' ' || (select household from the_case) as title
               from (select last_name, min(position) as first from rows group by last_name) x) h
