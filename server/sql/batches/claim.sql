-- Claims the orders of a batch for sending, in the order of their numbers: an attempt for each, and
-- all the provider needs.
-- $1 job.input.orders   $2 job.generation   $3 job.id
with claimed as (
	update orders o
	   set intent = 'sending'
	 where o.id = any ($1::bigint[]) and o.intent = 'queued' and o.state = 'sending'
	   and o.refresh_of_id is null
	   and not exists (
	       select from order_attempts a where a.order_id = o.id and a.ended_at is null)
	   and exists (
	       select from jobs j
	        where j.id = $3::bigint and j.generation = $2::bigint and j.state = 'running')
	returning o.id, o.case_id, o.member_id, o.provider, o.products, o.delivery, o.language,
	          o.email, o.phone, o.order_number, o.delay_hours
), attempts as (
	insert into order_attempts (order_id, kind, generation)
	select id, 'batch', $2::bigint from claimed order by id
	returning id, order_id
)
select o.id, o.provider, o.products, m.first_name, m.last_name, o.email, o.phone,
       o.order_number, o.delay_hours, l.truv_locale as locale,
       o.delivery <> 'truv' as is_suppressed, c.reference as case_reference,
       m.position as member_position,
       (select p.truv_template
          from case_programs cp
          join programs p on p.id = cp.program_id
         where cp.case_id = o.case_id and p.truv_template is not null
         order by cp.due_on
         limit 1) as template_id,
       order_loan(o.case_id) as loan, order_asset_report(o.case_id) as asset_report,
       a.id as attempt_id
  from claimed o
  join attempts a on a.order_id = o.id
  join members m on m.id = o.member_id
  join cases c on c.id = o.case_id
  join languages l on l.code = o.language
 order by o.id
