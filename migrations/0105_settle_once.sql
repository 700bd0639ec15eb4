-- What was read is settled when its report is here: that always comes after the order is ready.

drop trigger refresh_ended on orders;
create trigger refresh_ended after update on orders for each row
	when (new.refresh_of_id is not null and new.refresh_outcome is null
	      and new.state is distinct from old.state
	      and new.state in ('needs_you', 'expired', 'canceled'))
	execute function refresh_ended();
