-- A member's social security number: masked, or whole where reveal.is_shown says all is proven.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 reveal.is_shown
-- $6 user.is_factor_fresh   $7 user.role
select m.id::text, c.id::text as case_id, c.reference, member_name(m) as name,
       m.language as name_lang, m.ssn_last4 as last4, m.ssn_sealed is not null as has_number,
       not coalesce($6::boolean, false) as needs_proof,
       '/me/factor?next=' || fmt_url('/members/' || m.id || '/ssn') as proof_href,
       greatest(0, 10 - k.n)::text as left_now,
       case when $5::boolean and k.n < 10
            then unseal('members.ssn:' || m.id, m.ssn_sealed) end as number
  from members m
  join cases c on c.id = m.case_id
 cross join lateral (
       select count(*) as n
         from audit a
        where a.user_id = $4::bigint and a.action = 'ssn.reveal'
          and a.at > now() - interval '1 hour') k
 where m.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
   and case_seen_by(c, $4::bigint, $7::text, $2::bigint[])
