-- What the form for a new case offers: offices, programs, an empty row; and whether the case or its people are known already.
-- $1 user.offices   $2 user.sees_all   $3 form.office_id   $4 form.programs   $5 form.members   $6 form.reference
select 'New case' as title, encode(sha256(gen_random_uuid()::text::bytea), 'hex') as client_key,
       to_char(current_date, 'MM/DD/YYYY') as today,
       (select coalesce(json_agg(x), '[]') from (
               select f.id::text, f.name, f.id::text = $3::text as is_chosen
                 from offices f
                where f.id = any ($1::bigint[]) or $2::boolean
                order by f.name) x) as offices,
       (select coalesce(json_agg(x), '[]') from (
               select p.code, p.name, p.code = any ($4::text[]) as is_chosen, 'Due ' || p.due_days || ' days from the request' as rule
                 from programs p
                where p.kind = 'benefit'
                order by p.name) x) as programs,
       -- The rows not typed in yet: the first of a fresh form, or the one that "Add a person" asked for.
       (select coalesce(json_agg(x), '[]') from (
               select n.index, null as first_name, null as last_name, null as native_name, null as born_on, null as phone,
                      null as email, null as ssn_last4, n.index = 0 as has_income, '{}'::json as errors,
                      json_build_object('applicant', n.index = 0, 'spouse', false, 'partner', false, 'child', false,
                                        'parent', false, 'sibling', false, 'other', false) as relation_is,
                      json_build_object('es', false, 'zh-Hans', false, 'zh-Hant', false, 'vi', false, 'ko', false, 'tl', false,
                                        'ru', false, 'ar', false, 'fa', false, 'hy', false, 'ht', false) as language_is
                 from (select 0 as index where coalesce(jsonb_array_length($5::jsonb), 0) = 0
                       union all
                       select (m ->> 'index')::integer from jsonb_array_elements($5::jsonb) m where not m ? 'first_name') n
                order by n.index) x) as blanks,
       (select coalesce(json_agg(x), '[]') from (
               select c.id::text, c.reference, case when c.closed_at is null then 'open' else 'closed' end as word
                 from cases c
                where c.reference = $6::text and (c.office_id = any ($1::bigint[]) or $2::boolean)) x) as taken,
       (select coalesce(json_agg(x), '[]') from (
               select distinct c.id::text, c.reference, m.native_name, m.first_name || ' ' || m.last_name as latin_name, m.language
                 from jsonb_to_recordset($5::jsonb) as t (first_name text, last_name text, born_on date)
                 join members m on m.born_on = t.born_on and fold(m.first_name) = fold(t.first_name)
                               and fold(m.last_name) = fold(t.last_name)
                 join cases c on c.id = m.case_id and c.closed_at is null
                where c.office_id = any ($1::bigint[]) or $2::boolean) x) as alike
