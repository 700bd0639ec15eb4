-- How many messages wait to go out, and how many a person must decide: for an admin, who sees no
-- case. Tells nobody whose, so it may look past the offices.

create function message_backlog(wanted text, out waiting bigint, out unknown bigint)
language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
begin
	perform set_config('app.sees_all', 'true', true);
	select count(*) filter (where m.state in ('queued', 'sending', 'uncertain')
	                          and m.send_at <= now()),
	       count(*) filter (where m.state = 'needs_review')
	  into waiting, unknown
	  from messages m
	 where m.channel = wanted and m.state in ('queued', 'sending', 'uncertain', 'needs_review');
	perform set_config('app.sees_all', before, true);
end $$;
create index messages_to_decide on messages (channel) where state = 'needs_review';
