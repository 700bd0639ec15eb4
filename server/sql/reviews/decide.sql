-- Decides a review: once, by the person who saw what it is decided from. An accepted one may be
-- drawn for a second review; the order is over when the decision is final.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 form.outcome   $6 form.reason
-- $7 form.token   $8 form.stage   $9 user.role
with the_review as (
	select v.id, v.round, o.id as order_id, o.case_id, o.member_id, o.order_number,
	       review_may_end(o) as may_end,
	       newest_report(o.id, 'pay') as pay_id
	  from reviews v
	  join orders o on o.id = v.order_id
	  join cases c on c.id = o.case_id
	 where v.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $9::text, $2::bigint[])
	   for update of v
), allowed as (
	select t.id, t.round, t.order_id, t.case_id, t.member_id, t.pay_id, $8::integer as stage,
	       $5 = 'accept' and $8::integer = 1
	       and coalesce((select review_is_sampled(t.order_number, t.round,
	                                              max(r.second_permille))
	                       from case_programs p
	                       join review_rules_now r on r.program_id = p.program_id
	                      where p.case_id = t.case_id), false) as is_sampled
	  from the_review t
	  join reviews v on v.id = t.id and v.state = 'open'
	 where t.may_end and review_token(t.id) = $7
	   and $8::integer = (select count(*) + 1 from decisions d
	                       where d.review_id = t.id and d.round = t.round)
), made as (
	insert into decisions (review_id, round, stage, outcome, is_final, is_sampled, reason,
		report_id, decided_by)
	select a.id, a.round, a.stage, $5, not a.is_sampled and $5 not in ('second', 'send_back'),
	       a.is_sampled, $6, a.pay_id, $4::bigint
	  from allowed a
	on conflict do nothing
	returning id, review_id, round, stage, outcome, is_final, is_sampled, reason
), ended as (
	update reviews v
	   set state = case when m.is_final then 'decided' else v.state end,
	       round = v.round + case when m.outcome = 'send_back' then 1 else 0 end
	  from made m
	 where v.id = m.review_id and (m.is_final or m.outcome = 'send_back')
), closed as (
	update orders o
	   set state = 'reviewed', cause = null
	  from allowed a
	  join made m on m.is_final
	 where o.id = a.order_id and o.state in ('ready', 'needs_you')
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select a.case_id, a.member_id, a.order_id,
	       'review:' || a.id || ':' || m.round || ':' || m.stage, 'check_circle',
	       left(member_name(p) || case
	            when m.is_sampled then ': review accepted, drawn for a second one'
	            when m.outcome = 'accept' then ': review accepted'
	            when m.outcome = 'ask_again' then ': review ended, the client is asked again'
	            when m.outcome = 'reject' then ': report rejected'
	            when m.outcome = 'second' then ': a second review is wanted'
	            else ': sent back by the second review' end
	            || coalesce('. ' || m.reason, ''), 400), u.name
	  from allowed a
	 cross join made m
	  join members p on p.id = a.member_id
	  join users u on u.id = $4::bigint
	on conflict do nothing
)
select t.id, t.case_id, t.member_id, m.id is not null as is_made,
       coalesce(m.is_sampled, false) as is_sampled
  from the_review t
  left join made m on true
