-- All that a worksheet is made from: whose it is, the pay data, the programs' rules, what was saved
-- last, and what the rest of the household has.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 pick.report   $5 pick.day   $6 user.id
-- $7 user.role
-- pick.report: null the data of the last save, or else the newest; 'new' the newest; or a report's
-- number. The other body is that of the newest or, where that is shown, of the last save.
with this as (
	select r.id, r.state, r.opened_at, newest_report(o.id, 'pay') as newest, o.id as order_id,
	       o.case_id, o.provider, m.id as member_id, c.reference, m.language, m.ssn_last4,
	       s.word, s.look, s.icon, member_name(m) as name,
	       m.first_name || ' ' || m.last_name as latin_name
	  from reviews r
	  join orders o on o.id = r.order_id
	  join order_states s on s.state = o.state
	  join cases c on c.id = o.case_id
	  join members m on m.id = o.member_id
	 where r.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $6::bigint, $7::text, $2::bigint[])
), last as (
	select w.version, w.choices, w.report_id, w.reviewed_on, w.saved_at, u.name as saved_by
	  from worksheets w
	  join users u on u.id = w.saved_by
	 where w.review_id = $1::bigint
	 order by w.version desc
	 limit 1
), picked as (
	select case when $4::text ~ '^\d{1,18}$'
	            then (select p.id from reports p
	                   where p.id = $4::text::bigint and p.order_id = t.order_id
	                     and p.body is not null)
	            when $4::text = 'new' or l.report_id is null then t.newest
	            else l.report_id end as id,
	       case when $5::text is null and $4::text is null
	            then coalesce(l.reviewed_on, current_date)
	            when to_day($5::text) between t.opened_at::date - 1 and current_date
	            then to_day($5::text)
	            else current_date end as reviewed_on,
	       t.newest, l.report_id as before
	  from this t
	  left join last l on true
), shown as (
	select k.id, k.reviewed_on, k.newest, k.id = k.newest and k.before <> k.newest as is_new,
	       case when k.id <> k.newest then k.newest
	            when k.before <> k.newest then k.before end as other
	  from picked k
), own as (
	select p.id, own_report(p.id) as body, coalesce(p.completed_at, p.fetched_at) as read_at
	  from shown s
	  join reports p on p.id in (s.id, s.other)
), asked as (
	select p.id, p.code, p.name
	  from this t
	  join case_programs cp on cp.case_id = t.case_id
	  join programs p on p.id = cp.program_id
), saved as (
	select a.id, json_build_object(
	           'code', a.code, 'is_confirmed', n.state = 'confirmed',
	           'fingerprint', n.fingerprint, 'figure', fmt_money(n.figure_cents / 100.0),
	           'confirmed', fmt_when(n.confirmed_at) || ' by ' || u.name,
	           'confirmed_note', to_char(n.confirmed_at, 'MM/DD/YYYY'), 'by', u.name) as said
	  from worksheets_now n
	  join asked a on a.id = n.program_id
	  left join users u on u.id = n.confirmed_by
	 where n.review_id = $1::bigint
), others as (
	select distinct on (o.member_id) o.member_id, r.id as review_id, m.position,
	       member_name(m) as name, m.language as lang
	  from this t
	  join orders o on o.case_id = t.case_id and o.member_id <> t.member_id
	                   and o.products && '{income}'
	  join members m on m.id = o.member_id
	  join reviews r on r.order_id = o.id
	 order by o.member_id, o.id desc
), household as (
	select o.position, json_build_object(
	           'told', json_build_object(
	               'review_id', o.review_id::text, 'name', o.name, 'lang', o.lang,
	               'figures', coalesce(json_agg(json_build_object(
	                   'program', a.name, 'amount', fmt_money(n.figure_cents / 100.0),
	                   'is_confirmed', n.state = 'confirmed') order by a.id)
	                   filter (where n.id is not null), '[]')),
	           'cents', coalesce(json_object_agg(a.code, n.figure_cents::text)
	               filter (where n.id is not null), '{}')) as said
	  from others o
	 cross join asked a
	  left join worksheets_now n on n.review_id = o.review_id and n.program_id = a.id
	 group by o.position, o.review_id, o.name, o.lang
)
select t.id, t.case_id, t.reference, t.name, t.latin_name, t.language as lang,
       t.state = 'open' as is_open,
       '•••-••-' || coalesce(t.ssn_last4, 'not given') as ssn,
       (select p.report_word from providers p where p.provider = t.provider) as provider,
       t.word as state_word, t.look as state_look, t.icon as state_icon,
       me.name as user, to_char(now(), 'Mon FMDD, YYYY, FMHH12:MI AM') as printed,
       coalesce(regexp_replace(fmt_when(b.read_at), '^[TY]',
	                                lower(left(fmt_when(b.read_at), 1))), 'never')
       as read_at,
       coalesce(to_char(b.read_at, 'MM/DD/YYYY FMHH12:MI AM'), 'never') as read_note,
       s.id as report_id, s.newest, s.reviewed_on, coalesce(s.is_new, false) as is_new,
       b.body, z.body as other_body, fmt_when(z.read_at) as other_read_at,
       case when s.reviewed_on < current_date then fmt_day(s.reviewed_on) end as old_day,
       coalesce(l.version, 0) as version, l.choices, l.saved_by, fmt_when(l.saved_at) as saved_at,
       case when l.version is not null then 'Draft kept ' || fmt_when(l.saved_at) end as kept,
       (select string_agg(case d.outcome when 'accept' then 'Accepted' when 'reject' then 'Rejected'
                                         when 'ask_again' then 'Asked again'
                                         when 'second' then 'Second review asked for'
                                         else 'Sent back' end
                          || ' ' || to_char(d.decided_at, 'MM/DD/YYYY') || ' by ' || w.name || '.'
                          || coalesce(' Reason: ' || d.reason || '.', ''), ' ' order by d.id)
          from decisions d
          join users w on w.id = d.decided_by
         where d.review_id = t.id) as decision,
       (select coalesce(json_agg(said order by id), '[]') from saved) as saved,
       (select coalesce(json_agg(said order by position), '[]') from household) as household,
       (select coalesce(json_agg(json_build_object(
                   'id', a.id::text, 'code', a.code, 'name', a.name,
                   'factors', (select coalesce(json_agg(f), '[]')
                                 from (select frequency, factor, starts_on, ends_on
                                         from program_factors
                                        where program_id = a.id
                                        order by starts_on) f),
                   'exclusions', (select coalesce(json_agg(e), '[]')
                                    from (select kind, why, starts_on, ends_on
                                            from program_exclusions
                                           where program_id = a.id) e)) order by a.id), '[]')
          from asked a) as programs
  from this t
 cross join shown s
  join users me on me.id = $6::bigint
  left join last l on true
  left join own b on b.id = s.id
  left join own z on z.id = s.other
