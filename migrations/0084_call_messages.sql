-- A link that goes out while its client is on the line does not wait for the morning: the message
-- is made as an awaited one, under the key that the order itself would use a moment later.

create function call_delivers() returns trigger language plpgsql as $$
begin
	perform message_add(new.id, a.channel, 'link', 'order:' || new.id || ':link:' || a.channel,
	                    c.agent_id, now(), true)
	   from calls c, unnest('{email,sms}'::text[]) as a (channel)
	  where c.member_id = new.member_id and c.ended_at is null;
	return null;
end $$;
-- Fires before order_delivers: triggers of a table fire in the order of their names.
create trigger call_delivers after update on orders for each row
	when (new.delivery = 'agency' and new.share_url is not null
	      and (old.share_url is null or old.delivery <> 'agency'))
	execute function call_delivers();
