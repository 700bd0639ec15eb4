-- What was decided about a case's people: the accepted figures with how they came about, and the
-- reports they were made from. Only final decisions; a figure only where the review was accepted.
-- $1 path.reference   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with the_case as materialized (
	select c.id, c.reference
	  from cases c
	 where c.reference = $1 and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
)
select c.reference,
       (select coalesce(json_agg(json_build_object(
                   'order', o.id::text, 'member', member_handle(m), 'outcome', d.outcome,
                   'reason', d.reason, 'decided_at', fmt_iso(d.decided_at),
                   'figures', (
                       select coalesce(json_agg(json_build_object(
                                  'program', p.code,
                                  'monthly', (n.figure_cents / 100.0)::numeric(14, 2)::text,
                                  'is_complete', n.is_complete, 'reviewed_on', n.reviewed_on,
                                  'confirmed_at', fmt_iso(n.confirmed_at),
                                  'report', n.report_id::text,
                                  'derivation', w.derivation) order by p.code), '[]')
                         from worksheets_now n
                         join worksheets w on w.id = n.id
                         join programs p on p.id = n.program_id
                        where n.review_id = d.review_id and n.state = 'confirmed'
                          and d.outcome = 'accept'),
                   'reports', (
                       select coalesce(json_agg(json_build_object(
                                  'id', r.id::text, 'product', r.product,
                                  'provider', o.provider,
                                  'completed_at', fmt_iso(r.completed_at),
                                  'read_at', fmt_iso(r.fetched_at), 'sha256', r.sha256)
                                  order by r.id), '[]')
                         from reports r
                        where r.order_id = o.id and r.body is not null and r.same_as is null))
                   order by d.id), '[]')
          from orders o
          join members m on m.id = o.member_id
          join decisions d on d.review_id = o.id and d.is_final
         where o.case_id = c.id
           and not exists (select from decisions l
                            where l.review_id = d.review_id and l.is_final and l.id > d.id))
         as data
  from the_case c
 where audit_about('case:' || c.id)
