-- Wants the reminders whose time has come. Of several that are due only the newest goes, and none
-- within 20 hours of another message. Safe to run twice: a reminder is one message for each way.
with due as (
	select distinct on (o.id) o.id, o.email, o.phone, r.kind
	  from orders o
	 cross join lateral order_reminders(o.id) r
	 where o.delivery = 'agency' and o.state in ('waiting', 'connecting')
	   and o.share_url is not null and r.at <= now() and reminder_barrier(o) is null
	 order by o.id, r.at desc
)
select message_add(d.id, w.way, d.kind, 'order:' || d.id || ':' || d.kind || ':' || w.way)
  from due d
 cross join lateral (values ('email', d.email), ('sms', d.phone)) w (way, address)
 where w.address is not null
   and not exists (
       select from message_stops t
        where w.way = 'sms' and t.phone = d.phone and t.started_at is null)
   and not exists (
       select from messages m
        where m.order_id = d.id and m.state <> 'canceled'
          and (m.kind = d.kind or m.created_at > now() - span(interval '20 hours')))
