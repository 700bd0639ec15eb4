-- A line of an order's timeline is about the order: its page listens for it, and the audit line of
-- what a person did to an order names the order instead of its case.

create function tell_timeline() returns trigger language plpgsql as $$
begin
	perform tell(new.case_id, new.order_id);
	return null;
end $$;
drop trigger tell on timeline;
create trigger tell after insert on timeline for each row execute function tell_timeline();
