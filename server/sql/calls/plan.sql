-- What sending the link means for the person on a call: a new order, the correction of a refused
-- one, one in its place, one more message, or nothing, and why.
-- $1 path.id   $2 form.client_key   $3 user.offices   $4 user.sees_all   $5 form.send_by
-- $6 form.phone   $7 form.email   $8 form.reason   $9 user.id   $10 user.role
with the_call as (
	select c.id, c.case_id, c.member_id, c.ended_at, k.closed_at, m.has_income
	  from calls c
	  join cases k on k.id = c.case_id
	  join members m on m.id = c.member_id
	 where c.id = $1::bigint and (k.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(k, $9::bigint, $10::text, $3::bigint[])
), the_order as (
	select o.id, o.state, o.cause, x.action, o.phone, o.email, order_last_sent(o) as last_at
	  from the_call c
	  join orders o on o.member_id = c.member_id and o.cancel_asked_at is null
	  join order_states s on s.state = o.state and s.is_open
	  left join causes x on x.cause = o.cause
	 order by o.id desc
	 limit 1
)
select c.case_id::text, c.member_id::text, o.id::text as order_id,
       coalesce((select array_agg(distinct d)
                   from case_programs p
                   join programs g on g.id = p.program_id
                  cross join unnest(g.default_products) d
                 where p.case_id = c.case_id), '{income}') as products,
       -- what the agent saw: an order that stands in the way of none
       (select max(x.id)::text from orders x where x.member_id = c.member_id) as seen_id,
       case when c.ended_at is not null then 'over'
            when c.closed_at is not null then 'closed'
            when exists (select from call_lines l where l.key = 'sent:' || $2) then 'done'
            when o.id is null then 'make'
            when o.state = 'needs_fix' then 'fix'
            when o.state in ('sending', 'checking') then 'wait'
            when o.state = 'reading' then 'reading'
            when o.state = 'ready' then 'ready'
            when o.cause in ('needs_review', 'identity') then 'look'
            when o.action = 'replace' then 'replace'
            when $8::text is null and o.last_at > now() - span(interval '1 hour')
                 and (($5 = 'text' and o.phone = $6) or ($5 = 'email' and o.email = $7))
            then 'soon'
            else 'again' end as deed
  from the_call c
  left join the_order o on true
