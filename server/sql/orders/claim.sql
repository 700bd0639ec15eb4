-- Claims an intent for sending: opens its attempt and gives all the provider needs. No row: it is
-- not ours to send.
-- $1 job.input.order_id   $2 job.generation   $3 job.id   $4 job.kind
-- A queued one is created. An uncertain one may go as a batch of one, once the last bytes that left
-- had 15 minutes to land.
with claimed as (
	update orders o
	   set intent = case o.intent when 'queued' then 'sending' else o.intent end
	 where o.id = $1::bigint
	   and case $4 when 'orders/create' then o.intent = 'queued' and o.state = 'sending'
	               else o.intent = 'uncertain' and not exists (
	                    select from order_attempts a
	                     where a.order_id = o.id and a.phase in ('uncertain', 'accepted')
	                       and a.ended_at > now() - span(interval '15 minutes')) end
	   and not exists (
	       select from order_attempts a
	        where a.order_id = o.id and a.kind in ('create', 'batch') and a.ended_at is null)
	   and exists (
	       select from jobs j
	        where j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running')
	returning o.id, o.case_id, o.member_id, o.provider, o.method, o.products, o.delivery,
		o.language,
		o.email, o.phone, o.employer_hint,
	          o.order_number, o.delay_hours
), attempt as (
	insert into order_attempts (order_id, kind, generation)
	select id, case $4 when 'orders/create' then 'create' else 'batch' end, $2::bigint
		from claimed
	returning id
)
select o.id, o.provider, o.method, o.products, m.first_name, m.last_name, o.email, o.phone,
	o.employer_hint, o.order_number, o.delay_hours,
       l.truv_locale as locale, o.delivery <> 'truv' as is_suppressed,
       c.reference as case_reference, m.position as member_position,
       m.born_on::text as born_on, m.ssn_last4,
       case when n.needs_ssn or case_kind(o.case_id) = 'mortgage'
            then unseal('members.ssn:' || m.id, m.ssn_sealed) end as ssn,
       w.purpose, w.use_case, n.needs_ssn,
       (select p.truv_template
          from case_programs cp
          join programs p on p.id = cp.program_id
         where cp.case_id = o.case_id and p.truv_template is not null
         order by cp.due_on
         limit 1) as template_id,
       order_loan(o.case_id) as loan, order_asset_report(o.case_id) as asset_report,
       (select id from attempt) as attempt_id
  from claimed o
  join members m on m.id = o.member_id
  join cases c on c.id = o.case_id
  join languages l on l.code = o.language
  join provider_methods n on n.provider = o.provider and n.method = o.method
 cross join lateral order_purpose(o.case_id) w
