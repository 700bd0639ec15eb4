-- Everything a review is judged from, for the rules in C: the newest pay data beside those of the
-- last verification, what the client declared, the accounts, what was decided so far.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with the_review as (
	select v.id, v.state, v.round, v.ready_at, o.id as order_id, o.case_id, o.member_id, o.products,
	       o.state as order_state, c.reference, c.closed_at, review_may_end(o) as may_end,
	       newest_report(o.id, 'pay') as pay_id, newest_report(o.id, 'assets') as assets_id,
	       f.id as first_id, f.outcome as first_outcome, f.reason as first_reason,
	       f.is_sampled, f.decided_by as first_by, f.decided_at as first_at,
	       l.decided_at as ended_at
	  from reviews v
	  join orders o on o.id = v.order_id
	  join cases c on c.id = o.case_id
	  left join decisions f on f.review_id = v.id and f.round = v.round and f.stage = 1
	       and not f.is_final
	  left join decisions l on l.review_id = v.id and l.round = v.round and l.is_final
	 where v.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), prior as (
	-- The last verification of this member: the data somebody accepted, or else what an earlier
	-- order told.
	select p.report_id, p.review_id, p.at
	  from the_review t
	 cross join lateral (
	       select d.report_id, d.review_id, d.decided_at as at, 1 as rank
	         from decisions d
	         join orders o on o.id = d.review_id and o.member_id = t.member_id
	        where d.is_final and d.outcome = 'accept' and d.report_id is not null
	          and (d.review_id <> t.id or d.round < t.round)
	          and d.decided_at < coalesce(t.ended_at, now())
	       union all
	       -- closed without a person: nothing that counts had changed, or long ago
	       select newest_report(o.id, 'pay'), v.id, o.state_at, 1
	         from reviews v
	         join orders o on o.id = v.order_id and o.member_id = t.member_id
	        where v.state = 'decided' and o.id < t.order_id
	          and not exists (select from decisions d where d.review_id = v.id)
	       union all
	       select newest_report(o.id, 'pay'), o.id, o.state_at, 2
	         from orders o
	        where o.member_id = t.member_id and o.id < t.order_id) p
	 where p.report_id is not null
	 order by p.rank, p.at desc
	 limit 1
), rules as (
	select p.id, p.code, p.name, cp.due_on, r.material_cents, r.material_permille, r.month_hours,
	       r.month_cents, r.large_cents, r.second_permille,
	       (select coalesce(json_agg(json_build_object(
	                   'frequency', f.frequency, 'factor', f.factor, 'starts_on', f.starts_on,
	                   'ends_on', f.ends_on) order by f.frequency, f.starts_on), '[]')
	          from program_factors f where f.program_id = p.id) as factors,
	       (select coalesce(json_agg(json_build_object(
	                   'kind', x.kind, 'why', x.why, 'starts_on', x.starts_on,
	                   'ends_on', x.ends_on) order by x.kind, x.starts_on), '[]')
	          from program_exclusions x where x.program_id = p.id) as exclusions
	  from the_review t
	  join case_programs cp on cp.case_id = t.case_id
	  join programs p on p.id = cp.program_id
	  left join review_rules_now r on r.program_id = p.id
), sheets as (
	-- Settled: confirmed, and of the data that stand now.
	select w.program_id, w.state, w.version, w.report_id, w.reviewed_on, s.choices,
	       w.state = 'confirmed' and w.report_id = t.pay_id as is_settled
	  from the_review t
	  join worksheets_now w on w.review_id = t.id
	  join worksheets s on s.id = w.id
), prior_sheet as (
	select s.choices, s.reviewed_on
	  from prior p
	  join worksheets s on s.review_id = p.review_id and s.report_id = p.report_id
	 where s.saved_at <= p.at
	 order by s.version desc, s.program_id
	 limit 1
), declared as (
	select d.id, d.declared_on, d.words
	  from the_review t
	  join declarations d on d.member_id = t.member_id
	       and d.taken_at < coalesce(t.ended_at, now() + interval '1 minute')
	 order by d.id desc
	 limit 1
), accounts as (
	select a.n, coalesce(a.account_id, 'account ' || a.n) as id, a.bank, a.type, a.subtype,
	       a.nickname, a.last4, a.balance, a.available, a.avg_30, a.avg_60, a.avg_90, a.owners
	  from the_review t
	 cross join lateral report_accounts(t.assets_id) a
), deposits as (
	select x.account, json_agg(json_build_object(
	           'id', coalesce(x.t ->> 'id', 'entry ' || x.place), 'day', x.posted_on,
	           'words', coalesce(x.description, ''), 'amount', x.amount::text) order by x.place)
	         as list
	  from the_review t
	 cross join lateral report_transactions(t.assets_id) x
	 where not x.is_out and x.amount > 0
	 group by x.account
)
select t.id::text, t.order_id::text, t.case_id::text, t.member_id::text, t.reference, t.products,
       t.round, t.closed_at is not null as is_closed_case,
       t.state = 'decided' as is_decided, t.may_end as is_ready,
       t.order_state = 'needs_you' as is_partial,
       case when t.first_id is null then 1 else 2 end as stage,
       t.first_id is not null and t.first_by = $4::bigint as is_own,
       t.first_outcome, t.first_reason, t.is_sampled, u.name as first_by,
       fmt_when(t.first_at) as first_at,
       review_token(t.id) as token, coalesce(order_hold(t.order_id) = 'identity', false) as is_held,
       member_name(m) as name, m.native_name, m.language as lang,
       case when m.native_name ~ '[A-Za-z]' then null
            else m.first_name || ' ' || m.last_name end as latin_name,
       s.word as state_word, s.look as state_look, s.icon as state_icon,
       json_build_object('first_name', m.first_name, 'last_name', m.last_name,
                         'native_name', m.native_name, 'born_on', m.born_on,
                         'ssn_last4', m.ssn_last4) as person,
       current_date::text as today, t.pay_id::text, t.assets_id::text,
       own_report(t.pay_id) as body, coalesce(fmt_when(n.at), 'not yet') as read_at,
       coalesce((select min(s.reviewed_on) from sheets s), current_date)::text as reviewed_on,
       (select s.choices from sheets s order by s.version desc limit 1) as choices,
       (select json_build_object('body', own_report(p.report_id), 'on', fmt_day(p.at),
                                 'choices', (select q.choices from prior_sheet q),
                                 'reviewed_on', coalesce((select q.reviewed_on from prior_sheet q),
                                                         coalesce(r.completed_at, p.at)::date))
          from prior p
          join reports r on r.id = p.report_id) as prior,
       (select coalesce(json_agg(json_build_object(
                   'id', r.id::text, 'code', r.code, 'name', r.name, 'factors', r.factors,
                   'exclusions', r.exclusions, 'material_cents', r.material_cents::text,
                   'material_permille', r.material_permille,
                   'month_hours', r.month_hours::text, 'month_cents', r.month_cents::text,
                   'large_cents', r.large_cents::text, 'second_permille', r.second_permille,
                   'is_confirmed', coalesce(x.is_settled, false))
                   order by r.due_on, r.id), '[]')
          from rules r
          left join sheets x on x.program_id = r.id) as programs,
       (select json_build_object('on', fmt_day(d.declared_on), 'words', d.words,
               'jobs', (select coalesce(json_agg(json_build_object(
                                   'employer', j.employer, 'is_over', j.is_over,
                                   'pay_cents', j.pay_cents::text, 'frequency', j.frequency,
                                   'rate_cents', j.rate_cents::text, 'hours', j.hours::text,
                                   'words', j.words) order by j.position), '[]')
                          from declared_jobs j where j.declaration_id = d.id))
          from declared d) as declared,
       (select coalesce(json_agg(json_build_object(
                   'subject', d.subject, 'finding', d.finding, 'choice', d.choice,
                   'reason', d.reason, 'by', w.name, 'at', fmt_when(d.decided_at))
                   order by d.id), '[]')
          from dispositions_now d
          join users w on w.id = d.decided_by
         where d.review_id = t.id) as dispositions,
       (select coalesce(json_agg(json_build_object(
                   'id', a.id, 'bank', a.bank, 'type', a.type, 'subtype', a.subtype,
                   'nickname', a.nickname, 'last4', a.last4, 'balance', a.balance::text,
                   'available', a.available::text, 'avg_30', a.avg_30::text,
                   'avg_60', a.avg_60::text, 'avg_90', a.avg_90::text, 'owners', a.owners,
                   'deposits', coalesce(d.list, '[]')) order by a.n), '[]')
          from accounts a
          left join deposits d on d.account = a.n) as accounts,
       (select coalesce(json_agg(json_build_object(
                   'account', a.account, 'deposit', a.deposit, 'counts', a.counts,
                   'reason', a.reason, 'by', w.name, 'at', fmt_when(a.decided_at))
                   order by a.id), '[]')
          from asset_choices_now a
          join users w on w.id = a.decided_by
         where a.review_id = t.id) as asset_choices
  from the_review t
  join members m on m.id = t.member_id
  join order_states s on s.state = t.order_state
  left join users u on u.id = t.first_by
  left join lateral (
       select max(coalesce(r.completed_at, r.fetched_at)) as at
         from reports r where r.id in (t.pay_id, t.assets_id)) n on true
