-- A person has decided that a message nobody can tell the fate of goes again: the same text under
-- the same code. Pressed twice it goes once.
-- $1 path.id   $2 user.id   $3 user.offices   $4 user.sees_all   $5 user.role
with seen as (
	select m.id, m.order_id
	  from messages m
	  join cases c on c.id = m.case_id
	 where m.id = $1::bigint and (c.office_id = any ($3::bigint[]) or $4::boolean)
	   and case_seen_by(c, $2::bigint, $5::text, $3::bigint[])
), again as (
	update messages m
	   set state = 'queued', cause = null, send_at = now(), looks = 0, asked_by = $2::bigint
	  from seen s
	 where m.id = s.id and m.state = 'needs_review'
	returning m.id
), job as (
	insert into jobs (kind, input, single)
	select 'messages/send', jsonb_build_object('message_id', id), 'message:' || id from again
	on conflict do nothing
)
select '/orders/' || s.order_id as next from seen s
