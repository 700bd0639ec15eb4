-- As in 0147_audit_pages.sql, but a case number is found as it was typed, too: some agencies' have
-- small letters.
create or replace function audit_find_case(typed text) returns bigint language plpgsql as $$
declare
	before text := coalesce(current_setting('app.sees_all', true), '');
	found bigint;
begin
	perform set_config('app.sees_all', 'true', true);
	found := (select c.id
	            from cases c
	           where c.reference in (btrim(typed), upper(btrim(typed)))
	           order by c.reference <> btrim(typed)
	           limit 1);
	perform set_config('app.sees_all', before, true);
	return found;
end $$;
