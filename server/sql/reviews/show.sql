-- What the record of a review shows beside what it is judged from: what came, what was decided
-- before, and who is next in the queue.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
with the_review as (
	select v.id, v.round, v.state, v.ready_at, o.id as order_id, o.member_id, o.products,
	       newest_report(o.id, 'assets') as assets_id, newest_report(o.id, 'pay') as pay_id
	  from reviews v
	  join orders o on o.id = v.order_id
	  join cases c on c.id = o.case_id
	 where v.id = $1::bigint and (c.office_id = any ($2::bigint[]) or $3::boolean)
	   and case_seen_by(c, $4::bigint, $5::text, $2::bigint[])
), told as (
	select d.id, d.round, d.stage, d.outcome, d.is_final, d.is_sampled, d.reason, d.decided_at,
	       u.name as who,
	       case d.outcome when 'accept' then 'Accepted' when 'ask_again' then 'To be asked again'
	                      when 'reject' then 'Rejected' when 'send_back' then 'Sent back'
	                      else 'Second review wanted' end
	       || case when d.is_sampled then '. Drawn for a second review' else '' end as what
	  from the_review t
	  join decisions d on d.review_id = t.id
	  join users u on u.id = d.decided_by
), queue as (
	select v.id, member_name(m) as name
	  from the_review t
	 cross join lateral open_rows('{ready}', null, $2::bigint[], $3::boolean, false, 100)
	       with ordinality r (id, place)
	  join work w on w.id = r.id and (w.office_id = any ($2::bigint[]) or $3::boolean)
	  join reviews v on v.order_id = w.order_id and v.state = 'open' and v.id <> t.id
	  join members m on m.id = w.member_id
	 where not exists (select from decisions d
	                    where d.review_id = v.id and d.round = v.round
	                      and d.decided_by = $4::bigint)
	 order by r.place
	 limit 1
)
select fmt_list(t.products) as asked_for, own_report(t.assets_id) as assets_body,
       (select coalesce(json_agg(json_build_object(
                   'order_id', c.order_id::text, 'name', c.name, 'state_word', w.word,
                   'state_look', w.look, 'state_icon', w.icon,
                   'detail', concat_ws('. ', coalesce(c.provider_name, c.data_source,
                                                      'Source not given'), s.title))
                   order by w.rank, c.id), '[]')
          from connections c
          join order_states w on w.state = c.state
          left join causes s on s.cause = c.cause
         where c.order_id = t.order_id) as sources,
       (select json_build_object('by', u.name, 'at', fmt_when(r.decided_at),
                                 'reason', r.decision_reason)
          from reports r
          join users u on u.id = r.decided_by
         where r.order_id = t.order_id and r.decision = 'released'
         order by r.id desc
         limit 1) as released,
       (select coalesce(json_agg(json_build_object(
                   'what', x.what, 'who', x.who, 'reason', x.reason,
                   'at', fmt_when(x.decided_at), 'iso', fmt_iso(x.decided_at),
                   'is_second', x.stage = 2) order by x.id desc), '[]')
          from told x) as decisions,
       (select x.what || ' by ' || x.who || ', ' || fmt_when(x.decided_at)
          from told x
         where x.is_final and x.round = t.round) as ended,
       (select json_build_object('id', q.id, 'name', q.name) from queue q) as next
  from the_review t
