-- The review queue, fifty to a page: what breaks first at the top, each with its quick facts.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 query.view
-- $5 query.program   $6 query.mine   $7 query.page   $8 query.q   $9 user.role
with views (place, view, word) as (
	values (1, 'ready', 'Ready to review'), (2, 'second', 'Second review'),
	       (3, 'partial', 'Still coming in'), (4, 'decided', 'Decided, 30 days')
), asked as (
	select v.view, v.word, p.code as program, coalesce($6::text, '') = '1' as is_mine,
	       btrim(coalesce(left($8::text, 80), '')) as q,
	       case when $7::text ~ '^[1-9][0-9]{0,3}$' then $7::text::integer else 1 end as page
	  from views v
	  left join programs p on p.code = $5::text
	 where v.view = coalesce((select w.view from views w where w.view = $4::text), 'ready')
), chosen as (
	select v.id, v.order_id
	  from reviews v
	 where v.state = 'open' and (v.office_id = any ($2::bigint[]) or $3::boolean)
	union all
	-- As far back as a count goes.
	(select x.id, x.order_id
	   from offices f
	  cross join lateral (
	        select v.id, v.order_id, v.decided_at
	          from reviews v
	         where v.office_id = f.id and v.state = 'decided'
	           and v.decided_at > now() - interval '30 days'
	         order by v.decided_at desc
	         limit 301) x
	  where f.id = any ($2::bigint[]) or $3::boolean
	  order by x.decided_at desc
	  limit 301)
), seen as materialized (
	select v.id, o.id as order_id, o.case_id, o.member_id, v.ready_at, v.opened_at,
	       f.decided_by as first_by,
	       case when v.state = 'decided' then o.state_at end as decided_at,
	       case when v.state = 'decided' then 'decided' when f.id is not null then 'second'
	            when o.state = 'ready' then 'ready' else 'partial' end as view
	  from chosen x
	  join reviews v on v.id = x.id
	  join orders o on o.id = x.order_id
	  join cases c on c.id = o.case_id
	  left join decisions f on f.review_id = v.id and f.round = v.round and f.stage = 1
	       and not f.is_final and v.state = 'open'
	 where (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $1::bigint, $9::text, $2::bigint[])
	   and (v.state = 'decided' and o.state = 'reviewed'
	        or (v.state = 'open' and c.closed_at is null
	            and o.state not in ('canceled', 'expired')))
), fitting as materialized (
	select s.id, s.order_id, s.case_id, s.member_id, s.ready_at, s.opened_at, s.first_by,
	       s.decided_at, s.view, c.due_on
	  from asked
	  join seen s on true
	  join cases c on c.id = s.case_id
	  join members m on m.id = s.member_id
	 where (not asked.is_mine or c.worker_id is null or c.worker_id = $1::bigint)
	   and (asked.program is null
	        or exists (select from case_programs p
	                     join programs g on g.id = p.program_id
	                    where p.case_id = c.id and g.code = asked.program))
	   and (asked.q = '' or finds(concat_ws(' ', m.native_name, m.first_name, m.last_name,
	                                        c.reference), asked.q))
), shown as (
	select f.id, f.order_id, f.case_id, f.member_id, f.ready_at, f.opened_at, f.first_by,
	       f.decided_at, f.view, f.due_on,
	       row_number() over (order by
	           case when f.view = 'decided' then f.decided_at end desc nulls last,
	           f.first_by is not distinct from $1::bigint, f.due_on,
	           coalesce(f.ready_at, f.opened_at), f.id) as place
	  from asked
	  join fitting f on f.view = asked.view
), counts as (
	select count(*) as total, count(*) filter (where due_on <= current_date) as late
	  from shown
), here as (
	select s.id, s.order_id, s.case_id, s.member_id, s.ready_at, s.opened_at, s.first_by,
	       s.decided_at, s.view, s.due_on, s.place
	  from asked
	  join shown s on s.place > (asked.page - 1) * 50 and s.place <= asked.page * 50
), facts as (
	-- What was read: each employer with how it pays, each bank with its accounts.
	select h.id,
	       fmt_list(array_agg(distinct j.employer) filter (where j.employer is not null))
	         as employers,
	       string_agg(distinct lower(w.word), ', ') as paid
	  from here h
	  left join lateral report_jobs(newest_report(h.order_id, 'pay')) j on true
	  left join (values ('M', 'Every month'), ('SM', 'Twice a month'), ('W', 'Every week'),
	                    ('BW', 'Every 2 weeks')) w (code, word)
	         on w.code = j.e ->> 'pay_frequency'
	 group by h.id
), banks as (
	select h.id, count(*) as accounts, string_agg(distinct a.bank, ', ') as banks
	  from here h
	 cross join lateral report_accounts(newest_report(h.order_id, 'assets')) a
	 group by h.id
), figures as (
	select distinct on (h.id) h.id,
	       case when g.state = 'confirmed' then 'confirmed for ' else 'draft for ' end || p.name
	         as figure_state,
	       fmt_dollars(g.figure_cents / 100.0) as figure
	  from here h
	  join worksheets_now g on g.review_id = h.id
	  join programs p on p.id = g.program_id
	  left join case_programs cp on cp.case_id = h.case_id and cp.program_id = p.id
	 order by h.id, cp.due_on, p.id
), page as (
	select h.id::text, c.reference, m.native_name, m.language, member_name(m) as name,
	       case when m.native_name ~ '[A-Za-z]' then null
	            else m.first_name || ' ' || m.last_name end as latin_name,
	       coalesce((select string_agg(g.name, ', ' order by g.name)
	                   from case_programs p
	                   join programs g on g.id = p.program_id
	                  where p.case_id = c.id), 'No program') as programs,
	       concat_ws('; ', f.employers,
	                 b.banks || case when b.accounts = 1 then ', 1 account'
	                                 else ', ' || b.accounts || ' accounts' end,
	                 case when f.employers is null and b.banks is null then 'Nothing to show yet'
	                 end) as came,
	       f.paid, g.figure, g.figure_state,
	       case when r.is_held then 'Held: may be somebody else'
	            when r.was_released then 'Released by a person' else 'Fits' end as identity,
	       r.is_held as is_off,
	       case h.view when 'decided' then 'Reviewed' when 'second' then 'Second review'
	                   when 'ready' then 'Ready to review' else s.word end as state_word,
	       case h.view when 'decided' then 'closed' when 'partial' then s.look else 'ready' end
	         as state_look,
	       case h.view when 'decided' then 'check_circle' when 'second' then 'people'
	                   when 'ready' then 'assessment' else s.icon end as state_icon,
	       case when h.first_by = $1::bigint then 'You decided first. Somebody else looks at it'
	            when h.view = 'second' then 'First: ' || u.name end as first,
	       fmt_age(coalesce(h.decided_at, h.ready_at, h.opened_at)) as age,
	       fmt_iso(coalesce(h.decided_at, h.ready_at, h.opened_at)) as age_at,
	       coalesce(fmt_day(h.due_on), 'No due day') as due,
	       case when h.view <> 'decided' and h.due_on <= current_date
	            then fmt_days_left(h.due_on) end as due_soon,
	       case when h.view <> 'decided' and h.due_on > current_date
	            then fmt_days_left(h.due_on) end as due_later,
	       h.place = 1 and h.view in ('ready', 'second') and h.first_by is distinct from $1::bigint
	         as is_first
	  from here h
	  join orders o on o.id = h.order_id
	  join order_states s on s.state = o.state
	  join cases c on c.id = h.case_id
	  join members m on m.id = h.member_id
	  join facts f on f.id = h.id
	  left join banks b on b.id = h.id
	  left join figures g on g.id = h.id
	  left join users u on u.id = h.first_by
	 cross join lateral (
	       select coalesce(order_hold(o.id) = 'identity', false) as is_held,
	              exists (select from reports x
	                       where x.order_id = o.id and x.decision = 'released') as was_released) r
	 order by h.place
), link as (
	select '&program=' || coalesce(asked.program, '')
	       || case when asked.is_mine then '&mine=1' else '' end
	       || case when asked.q <> '' then '&q=' || fmt_url(asked.q) else '' end as rest
	  from asked
)
select 'Review' as title, asked.q, asked.is_mine,
       case when k.total = 0 then 'Nothing: ' || asked.word
            else asked.word || ': ' || fmt_many(k.total) end as heading,
       case when k.late > 0 then fmt_many(k.late) || ' due today or late'
            else 'None is due today' end as due_line,
       asked.q <> '' or asked.is_mine or asked.program is not null as is_filtered,
       (select coalesce(json_agg(x), '[]') from (
               select w.word, w.view as value, w.view = asked.view as is_current,
                      '/review?view=' || w.view || link.rest as href,
                      (select fmt_many(count(*)) from fitting p where p.view = w.view) as count
                 from views w
                order by w.place) x) as views,
       (select json_agg(json_build_object('code', p.code, 'name', p.name,
                                          'is_chosen', p.code = coalesce(asked.program, ''))
                        order by p.name)
          from programs p) as programs,
       (select coalesce(json_agg(x), '[]') from page x) as reviews,
       (select fmt_many(count(*))
          from offices f
         cross join (values ('waiting'), ('connecting'), ('reading')) s (state)
         cross join lateral (
               select w.id
                 from work w
                where w.office_id = f.id and w.state = s.state
                order by w.case_due
                limit 301) w
         where f.id = any ($2::bigint[]) or $3::boolean) as waiting,
       case when k.total <= (asked.page - 1) * 50 then 'None of ' || fmt_many(k.total)
            else (asked.page - 1) * 50 + 1 || ' to '
                 || least(asked.page * 50, k.total) || ' of ' || fmt_many(k.total)
            end as extent,
       case when k.total > asked.page * 50
            then '/review?view=' || asked.view || link.rest || '&page=' || asked.page + 1 end
         as next_href,
       case when asked.page > 1
            then '/review?view=' || asked.view || link.rest || '&page=' || asked.page - 1 end
         as back_href
  from asked, counts k, link
