-- What the provider made of each order of a batch: made, or refused with its fields; of which it
-- says nothing is looked for. By its number, or, where it names none, by its place.
-- $1 job.input.orders   $2 upstream.results
with sent as (
	select o.id, o.case_id, o.member_id, o.order_number, o.delivery, s.n - 1 as place
	  from unnest($1::bigint[]) with ordinality as s (id, n)
	  join orders o on o.id = s.id and o.intent = 'sending'
), said as (
	select r.order_number, r.upstream_id, r.problems, r.place
	  from jsonb_to_recordset($2::jsonb)
	       as r (order_number text, upstream_id text, problems jsonb, place integer)
), judged as (
	select s.id, s.case_id, s.member_id, s.delivery, r.upstream_id, r.problems
	  from sent s
	  left join said r on r.order_number = s.order_number
	                   or (coalesce(r.order_number, '') = '' and r.place = s.place)
), settled as (
	update orders o
	   set upstream_id = j.upstream_id,
	       intent = n.intent, state = n.state,
	       cause = case when n.intent = 'rejected' then 'refused' end,
	       problems = case when n.intent = 'rejected' then j.problems else o.problems end
	  from judged j
	 cross join lateral (
	       select case when j.upstream_id is not null then 'created'
	                   when j.problems is not null then 'rejected'
	                   else 'uncertain' end as intent,
	              case when j.upstream_id is not null then 'waiting'
	                   when j.problems is not null then 'needs_fix'
	                   else 'checking' end as state) n
	 where o.id = j.id
	returning o.id, o.case_id, o.member_id, o.intent, o.delivery, o.provider
), step as (
	insert into order_steps (order_id, step)
	select id, 'sent' from settled where intent = 'created'
	on conflict do nothing
), told as (
	insert into timeline (case_id, member_id, order_id, key, icon, sentence, teller, is_failure)
	select s.case_id, s.member_id, s.id, 'order:' || s.id || ':' || w.key, w.icon,
	       member_name(m) || case when s.intent = 'created' and s.delivery <> 'truv'
	                              then ': link ready'
	                              else replace(w.words, '%', v.word) end, v.word,
	       s.intent = 'rejected'
	  from settled s
	  join members m on m.id = s.member_id
	  join providers v on v.provider = s.provider
	  join (values ('created', 'sent', 'check_circle', ': link sent by %'),
	               ('rejected', 'refused', 'error', ': % refused the order'))
	       as w (intent, key, icon, words) on w.intent = s.intent
	on conflict do nothing
)
insert into jobs (kind, input, single)
select n.kind, jsonb_build_object('order_id', s.id, 'lane', 'background'), n.single || s.id
  from settled s
  join (values ('created', 'orders/refetch', 'refetch:'),
               ('uncertain', 'orders/resolve', 'resolve:'))
       as n (intent, kind, single) on n.intent = s.intent
on conflict do nothing
