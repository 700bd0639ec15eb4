-- Whom held data name, beside whom the case names; nothing else of them. No row when none is held.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with held as (
	select r.id, r.held_said, r.held_reasons, r.held_at
	  from orders o
	  join cases c on c.id = o.case_id
	  join reports r on r.order_id = o.id and r.held_at is not null and r.decision is null
	 where o.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), said as (
	select distinct nullif(x.source, '') as source, x.names, x.born_on, x.ssn_last4
	  from held h, jsonb_to_recordset(h.held_said) as x (source text, names text[], born_on text,
	                                                     ssn_last4 text)
), doubts as (
	select unnest(h.held_reasons) as doubt from held h
), rows as (
	select coalesce(s.source, 'Source not named') as source, f.what,
	       coalesce(f.ours, 'not given') as ours, coalesce(f.theirs, 'not given') as theirs,
	       f.is_off
	  from said s
	  join orders o on o.id = $1::bigint
	  join members m on m.id = o.member_id
	 cross join lateral (values
	       (1, 'Name', concat_ws(', ', m.first_name || ' ' || m.last_name, m.native_name),
	        (select string_agg(distinct n, ', ') from unnest(s.names) n),
	        exists (select from doubts where doubt = 'name')
	        and not finds(array_to_string(s.names, ' '), m.first_name || ' ' || m.last_name)),
	       (2, 'Birth date', fmt_date(m.born_on), fmt_date(to_day(s.born_on)),
	        coalesce(m.born_on <> to_day(s.born_on), false)),
	       (3, 'SSN', '•••-••-' || m.ssn_last4, '•••-••-' || s.ssn_last4,
	        coalesce(m.ssn_last4 <> s.ssn_last4, false)))
	       as f (place, what, ours, theirs, is_off)
	 order by s.source, f.place
)
select o.id, o.case_id, c.reference, member_name(m) as name, m.language as lang,
       'Whose data are these? ' || member_name(m) as title,
       h.seen, fmt_when(h.at) as held, fmt_iso(h.at) as held_iso,
       (select string_agg(distinct case d.doubt when 'name' then 'the name'
                                   when 'birth_date' then 'the birth date'
                                   else 'the SSN' end, ', ') from doubts d) as differing,
       (select coalesce(json_agg(r), '[]') from rows r) as rows
  from (select max(held_at) as at, max(id) as seen from held) h
  join orders o on o.id = $1::bigint and h.at is not null
  join members m on m.id = o.member_id
  join cases c on c.id = o.case_id
