-- What happens next to an order by itself: the column "Next, by itself" (look.md §4).

-- The provider sends three reminders, evenly between the first message and the link's end.
create function order_reminder_at(o orders) returns timestamptz language sql stable as $$
	select min(o.created_at + (o.expires_at - o.created_at) * n / 4)
	  from generate_series(1, 3) as n
	 where o.created_at + (o.expires_at - o.created_at) * n / 4 > now()
$$;

create function order_next(o orders) returns text language sql stable as $$
	select case o.state
	       when 'sending'    then 'Goes out within seconds'
	       when 'checking'   then 'We find out by ourselves. Do not send it again'
	       when 'needs_fix'  then 'Nothing until fixed'
	       when 'needs_you'  then 'Waits for you'
	       when 'ready'      then 'Waits for review'
	       when 'connecting' then 'Nothing needed'
	       when 'reading'    then 'Ready 1 to 5 min after sign-in'
	       when 'waiting'    then
	            case when o.delivery = 'in_person'
	                 then 'Nothing. Show the code when the client comes'
	                 when o.delivery = 'link' then 'Nothing. Give the client the link'
	                 when order_reminder_at(o) is not null
	                 then 'Reminder ' || fmt_when(order_reminder_at(o))
	                 when o.expires_at is not null then 'Link ends ' || fmt_day(o.expires_at)
	                 else 'Nothing is planned' end
	       else 'Nothing, it is over' end
$$;
