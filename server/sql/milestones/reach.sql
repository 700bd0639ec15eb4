-- Says that a case reached a milestone, and orders what that asks for: once for each person,
-- however often it is said. A dry run only says what would be. No row: no such open case, or none
-- of its programs has that milestone. Runs after milestones/lock.
-- $1 reach.case_id   $2 reach.reference   $3 reach.milestone   $4 reach.program   $5 reach.period
-- $6 reach.way   $7 reach.is_dry   $8 reach.teller   $9 user.id   $10 user.offices
-- $11 user.sees_all   $12 user.role
-- became, for each person: made, again (this milestone ordered it before), open (an open order asks
-- for that already).
with the_milestone as (
	select c.id as case_id, c.reference, s.id, s.code, s.word, p.code as program,
	       coalesce($5, '') as period,
	       coalesce((select u.name from users u where u.id = $9::bigint), $8) as teller
	  from cases c
	  join case_programs cp on cp.case_id = c.id
	  join programs p on p.id = cp.program_id
	  join milestones s on s.program_id = p.id
	 where (c.id = $1::bigint or c.reference = $2) and c.closed_at is null
	   and (c.office_id = any ($10::bigint[]) or $11::boolean)
	   and case_seen_by(c, $9::bigint, $12::text, $10::bigint[])
	   and s.code = $3 and p.code = coalesce($4, p.code)
	 order by cp.due_on, p.id
	 limit 1
), plan as materialized (
	select t.case_id, t.id as milestone_id, t.period, x.member_id, x.products, x.delivery,
	       x.language, x.email, x.phone, x.known_id, x.became
	  from the_milestone t
	 cross join lateral milestone_plan(t.case_id, t.id, t.period) x
), reached as (
	insert into case_milestones (case_id, milestone_id, period, way, teller)
	select t.case_id, t.id, t.period, $6, t.teller
	  from the_milestone t
	 where not $7::boolean
	on conflict do nothing
	returning milestone_id
), made as (
	insert into orders (case_id, member_id, products, delivery, language, email, phone,
	                    client_key, order_number, created_by, milestone_id, milestone_period)
	select p.case_id, p.member_id, p.products, p.delivery, p.language, p.email, p.phone,
	       concat_ws('-', 'milestone', p.milestone_id, p.member_id, 'of', p.case_id,
	                 nullif(p.period, '')),
	       new_order_number(), $9::bigint, p.milestone_id, p.period
	  from plan p
	 where p.became = 'made' and not $7::boolean
	on conflict do nothing
	returning id, case_id, member_id, products
), job as (
	insert into jobs (kind, input)
	select 'orders/create', json_build_object('order_id', id, 'lane',
	       case $6 when 'import' then 'background' end)
	  from made
), told as (
	insert into timeline (case_id, key, icon, sentence, teller)
	select t.case_id, concat_ws(':', 'milestone', t.case_id, t.id, t.period), 'flag',
	       t.word || case (select count(*) from made) when 0 then ': nothing to order'
	                      when 1 then ': 1 order'
	                      else ': ' || (select count(*) from made) || ' orders' end, t.teller
	  from the_milestone t
	  join reached r on r.milestone_id = t.id
	on conflict do nothing
), told_each as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller)
	select o.case_id, o.member_id, o.id, 'order:' || o.id || ':made', 'send',
	       member_name(m) || ': ' || fmt_list(o.products) || ' ordered', t.teller
	  from made o
	  join members m on m.id = o.member_id
	 cross join the_milestone t
	on conflict do nothing
)
select t.case_id, t.reference, t.program, t.code as milestone, nullif(t.period, '') as period,
       t.word, $7::boolean as is_dry_run,
       exists (select from reached) as is_new,
       (select count(*) from made)::integer as made,
       (select coalesce(json_agg(json_build_object(
                   'member', member_handle(m), 'products', p.products, 'delivery', p.delivery,
                   'became', case when p.became = 'made' and n.id is null and not $7::boolean
                                  then 'again' else p.became end,
                   'order', coalesce(n.id, p.known_id)::text) order by m.position), '[]')
          from plan p
          join members m on m.id = p.member_id
          left join made n on n.member_id = p.member_id) as people
  from the_milestone t
