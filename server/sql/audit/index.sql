-- The audit trail for the auditor: fifty lines to a page, newest first, and how the chain stands.
-- $1 query.who   $2 query.from   $3 query.to   $4 query.what   $5 query.case   $6 query.outcome
-- $7 query.before
with typed as (
	select case when $1::text ~ '^[0-9]{1,18}$' then $1::bigint end as who,
	       to_day($2::text) as from_on, to_day($3::text) as to_on,
	       nullif(btrim(left(coalesce($4::text, ''), 60)), '') as what,
	       nullif(btrim(left(coalesce($5::text, ''), 40)), '') as reference,
	       (select x.outcome from audit_outcomes x where x.outcome = $6::text) as outcome,
	       case when $7::text ~ '^[0-9]{1,18}$' then $7::bigint end as before
), asked as (
	select t.who, t.from_on, t.to_on, t.what, t.reference, t.outcome, t.before,
	       audit_find_case(t.reference) as case_id,
	       concat('&who=' || t.who, '&from=' || t.from_on, '&to=' || t.to_on,
	              '&what=' || nullif(fmt_url(t.what), ''),
	              '&case=' || nullif(fmt_url(t.reference), ''),
	              '&outcome=' || t.outcome) as filters
	  from typed t
), found as (
	select f.id
	  from asked a
	 cross join lateral audit_find(a.who, a.from_on::timestamptz, (a.to_on + 1)::timestamptz,
	       a.what, case when a.reference is not null then audit_subjects(a.case_id) end, a.outcome,
	       a.before, 51) f (id)
), lines as (
	select l.id, l.at, coalesce(u.name, 'Nobody signed in') as who, u.role,
	       audit_words(l.action) as did, l.action, o.word as outcome_word,
	       l.outcome <> 'done' as is_odd, l.reason, l.remote, left(l.request_id, 8) as code,
	       l.subject, c.id as case_id, audit_reference(c.id) as reference
	  from (select f.id from found f order by f.id desc limit 50) f
	  join audit l on l.id = f.id
	  join audit_outcomes o on o.outcome = l.outcome
	  left join users u on u.id = l.user_id
	 cross join lateral (select audit_case(l.subject) as id) c
), chain as (
	select coalesce((select max(c.seq) from audit_chain c), 0) as seq,
	       (select count(*)
	          from audit w
	         where w.id > coalesce((select c.audit_id
	                                  from audit_chain c
	                                 order by c.seq desc
	                                 limit 1), 0)) as waiting
), anchored as (
	select k.at, k.seq from audit_checks k where k.kind = 'anchor' order by k.id desc limit 1
), verified as (
	select k.at, k.findings from audit_checks k where k.kind = 'verify' order by k.id desc limit 1
)
select case when v.findings > 0 then 'The audit trail was altered'
            when v.findings = 0 then 'Audit trail, whole when verified ' || fmt_when(v.at)
            else 'Audit trail, not verified yet' end as heading,
       to_char(k.seq, 'FM999,999,999,990') as chained, k.waiting::text as waiting,
       coalesce(fmt_when(n.at), 'never') as anchored, n.at is null as is_unanchored,
       n.at < now() - span(interval '5 minutes') as is_anchor_old,
       v.findings > 0 as is_altered, v.findings::text as findings,
       (select json_agg(json_build_object('id', u.id::text, 'name', u.name,
                                          'is_chosen', u.id is not distinct from a.who)
                        order by u.name, u.id)
          from users u) as users,
       (select json_agg(json_build_object('outcome', x.outcome, 'word', x.word,
                                          'is_chosen', x.outcome is not distinct from a.outcome)
                        order by x.outcome <> 'done', x.word)
          from audit_outcomes x) as outcomes,
       a.from_on::text as from_on, a.to_on::text as to_on, a.what, a.reference,
       a.case_id::text as case_id, a.filters <> '' as is_filtered,
       a.reference is not null and a.case_id is null as is_unknown_case,
       (select coalesce(json_agg(json_build_object(
                   'id', l.id::text, 'at', to_char(l.at, 'YYYY-MM-DD HH24:MI:SS'),
                   'iso', fmt_iso(l.at), 'who', l.who, 'role', replace(l.role, '_', ' '),
                   'did', l.did, 'outcome', l.outcome_word, 'is_odd', l.is_odd,
                   'reason', l.reason, 'remote', coalesce(l.remote, 'not known'),
                   'code', l.code, 'subject', l.subject, 'case_id', l.case_id::text,
                   'reference', l.reference) order by l.id desc), '[]')
          from lines l) as lines,
       case when (select count(*) from found) > 50
            then '/audit?before=' || (select min(l.id) from lines l) || a.filters end as next_href,
       case when a.before is not null then '/audit?' || ltrim(a.filters, '&') end as first_href,
       '/audit/file?' || ltrim(a.filters, '&') as file_href
  from asked a
 cross join chain k
  left join anchored n on true
  left join verified v on true
