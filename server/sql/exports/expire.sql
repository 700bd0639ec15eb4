-- Takes files away whose day is over; that they were made stays known.
with moved as (
	update exports e
	   set state = 'expired', ended_at = coalesce(e.ended_at, now())
	 where e.state <> 'expired' and e.expires_at <= now()
	returning e.id
)
select count(export_forget(m.id)) as gone
  from moved m
