-- Keeps a version of a worksheet: a row for each program, if nobody else has kept that version
-- since the form was drawn. A figure that was confirmed and has not changed stays confirmed.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 save.version
-- $6 save.report_id   $7 save.newest   $8 save.reviewed_on   $9 save.choices   $10 save.inputs
-- $11 save.sheets   $12 save.confirm   $13 user.role
with this as (
	select r.id, o.id as order_id, o.case_id, o.member_id
	  from reviews r
	  join orders o on o.id = r.order_id
	  join cases c on c.id = o.case_id
	 where r.id = $1::bigint and r.state = 'open'
	   and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $13::text, $2::bigint[])
), fresh as (
	select t.id, t.order_id, t.case_id, t.member_id
	  from this t
	 where $5::integer = (select coalesce(max(version), 0) from worksheets
	                       where review_id = t.id)
	   and exists (select from reports p where p.id = $6::bigint and p.order_id = t.order_id)
	   -- what is confirmed was made from all there is
	   and (cardinality($12::text[]) = 0
	        or $7::bigint = newest_report(t.order_id, 'pay'))
), wanted as (
	select f.id as review_id, s.program_id, s.fingerprint, s.figure_cents, s.is_complete,
	       s.derivation, p.name, n.confirmed_by, n.confirmed_at, m.is_now,
	       m.is_now or coalesce(n.fingerprint = s.fingerprint and n.state = 'confirmed', false)
	       as is_confirmed
	  from fresh f
	 cross join jsonb_to_recordset($11::jsonb) as s (program_id bigint, fingerprint text,
	                                                figure_cents bigint, is_complete boolean,
	                                                derivation jsonb)
	  join programs p on p.id = s.program_id
	 cross join lateral (select p.code = any ($12::text[]) as is_now) m
	  left join worksheets_now n on n.review_id = f.id and n.program_id = s.program_id
), kept as (
	insert into worksheets (review_id, program_id, version, state, report_id, reviewed_on, choices,
	                        inputs_sha256, fingerprint, figure_cents, is_complete, derivation,
	                        saved_by, confirmed_by, confirmed_at)
	select w.review_id, w.program_id, $5::integer + 1,
	       case when w.is_confirmed then 'confirmed' else 'draft' end, $6::bigint, $8::date,
	       $9::jsonb, $10, w.fingerprint, w.figure_cents, w.is_complete, w.derivation, $4::bigint,
	       case when w.is_now then $4::bigint when w.is_confirmed then w.confirmed_by end,
	       case when w.is_now then now() when w.is_confirmed then w.confirmed_at end
	  from wanted w
	on conflict do nothing
	returning review_id, program_id, version
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select f.case_id, f.member_id, f.order_id,
	       format('income:%s:%s:%s', k.review_id, k.program_id, k.version), 'check_circle',
	       member_name(m) || ': income for ' || w.name || ' confirmed', u.name
	  from kept k
	  join wanted w on w.program_id = k.program_id and w.is_now
	 cross join fresh f
	  join members m on m.id = f.member_id
	  join users u on u.id = $4::bigint
	on conflict do nothing
)
select t.id, (select count(*) from kept)::integer as kept
  from this t
