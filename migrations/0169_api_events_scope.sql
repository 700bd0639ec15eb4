-- A test event is of no case: only an administrator makes and sees it. Nobody sees nothing.
drop policy office on api_events;
create policy office on api_events
	using (scope_all() or (case_id is null and scope_role() = 'admin')
	       or exists (select from cases c where c.id = case_id))
	with check ((case_id is null and (scope_all() or scope_role() = 'admin'))
	            or scope_has_case(case_id));
