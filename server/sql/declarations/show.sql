-- What a member declared last, to be looked at or declared anew.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.client_key   $5 user.id
-- $6 user.role
select m.id::text, m.case_id::text, c.reference, member_name(m) as name, m.native_name,
       m.language as lang,
       case when m.native_name ~ '[A-Za-z]' then null
            else m.first_name || ' ' || m.last_name end as latin_name,
       current_date::text as today, d.how, d.words, fmt_day(d.declared_on) as declared,
       u.name as taken_by, fmt_when(d.taken_at) as taken,
       coalesce($4, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       (select max(v.id)::text
          from reviews v
          join orders o on o.id = v.order_id
         where o.member_id = m.id and v.state = 'open') as review_id,
       (select coalesce(json_agg(json_build_object(
                   'employer', j.employer, 'is_over', j.is_over,
                   'pay', to_char(j.pay_cents / 100.0, 'FM999999999990.00'),
                   'frequency', j.frequency,
                   'rate', to_char(j.rate_cents / 100.0, 'FM999999999990.00'),
                   'hours', j.hours::text, 'words', j.words) order by j.position), '[]')
          from declared_jobs j
         where j.declaration_id = d.id) as jobs
  from members m
  join cases c on c.id = m.case_id
  left join lateral (
       select x.id, x.how, x.words, x.declared_on, x.taken_by, x.taken_at
         from declarations x
        where x.member_id = m.id
        order by x.id desc
        limit 1) d on true
  left join users u on u.id = d.taken_by
 where m.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $5::bigint, $6::text, $2::bigint[])
