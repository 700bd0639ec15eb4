-- How an order that found nothing may go on: the reason, each way of the next source, and what it
-- takes. No row where it may not, or was followed already.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 form.way   $5 form.client_key   $6 user.id
-- $7 user.role
with o as (
	select x.id, x.case_id, x.member_id, x.products, x.employer_hint, x.cause, x.language,
	       c.reference, b.client, v.word as provider_word, x.provider
	  from orders x
	  join cases c on c.id = x.case_id
	  join vocabulary b on b.kind = case_kind(c.id)
	  join providers v on v.provider = x.provider
	 where x.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $6::bigint, $7::text, $2::bigint[])
	   and may_succeed(x)
), choices as (
	select k.provider, k.provider_word, k.method, k.word, k.hint, k.needs_employer, k.needs_client,
	       k.needs_consent, k.has_consent, k.is_usual, k.products,
	       k.provider || ':' || k.method as way, row_number() over () as n
	  from o
	  join orders x on x.id = o.id
	 cross join lateral source_choices(x) k
), agreed as (
	select distinct on (c.provider) c.provider, w.word || ', ' || fmt_day(c.given_on) as how
	  from o
	  join consents c on c.member_id = o.member_id and c.ended_at is null
	  join (values ('signed', 'in writing'), ('spoken', 'by word of mouth'),
	               ('online', 'online')) w (how, word) on w.how = c.how
	 order by c.provider, c.id desc
)
select o.id, o.case_id, o.reference, o.client, called.name, m.language as lang,
       o.provider_word || ': ' || z.title as reason, z.meaning,
       coalesce(k.provider_word, o.provider_word) as next_word,
       fmt_list((select h.products from choices h order by h.n limit 1)) as what,
       o.employer_hint, fmt_day(m.born_on) as born, m.ssn_last4 is not null as has_ssn,
       '•••-••-' || coalesce(m.ssn_last4, '') as ssn,
       coalesce($5, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32)) as client_key,
       coalesce(k.needs_consent and not k.has_consent, false) as needs_consent,
       (select a.how from agreed a where a.provider = k.provider) as agreed,
       (select coalesce(json_agg(json_build_object(
                   'way', h.way, 'word', h.word, 'hint', h.hint,
                   'again', case when h.provider = o.provider
                                 then 'Once more with ' || h.provider_word end,
                   'is_chosen', case when $4::text is null then h.is_usual else h.way = $4 end)
                   order by h.n), '[]')
          from choices h) as choices,
       (select json_agg(json_build_object('code', l.code, 'word', l.word, 'own_word', l.own_word,
                                          'is_chosen', l.code = o.language)
                        order by l.code <> 'en', l.word)
          from languages l) as languages
  from o
  join members m on m.id = o.member_id
  join causes z on z.cause = o.cause
  left join lateral (select x.provider, x.provider_word, x.needs_consent, x.has_consent
                       from choices x
                      order by x.n
                      limit 1) k on true
 cross join lateral (
       select member_name(m) || case when m.native_name ~ '[^\u0001-\u024F\u1E00-\u1EFF]'
                                     then ' (' || m.first_name || ' ' || m.last_name || ')'
                                     else '' end as name) called
 where exists (select from choices)
