-- A restricted case is found by its number however that is written, as other cases are.
create or replace function restricted_found(typed text) returns json language sql
	security definer set search_path = public, pg_temp as $$
	with closed as materialized (
		select r.case_id, r.reference, r.office, r.worker
		  from restricted_cases() r
		 where btrim(typed) <> '' and not r.is_over
	), hits as materialized (
		select p.case_id
		  from search_people(typed, false, 30) s
		  join people_index p on p.member_id = s.member_id
		 where exists (select from closed))
	select json_build_object('lines', json_agg(json_build_object('id', c.case_id::text,
	           'reference', c.reference, 'office', c.office,
	           'worker', coalesce(c.worker, 'nobody yet')) order by c.reference))
	  from closed c
	 where c.case_id in (select h.case_id from hits h)
	    or (length(btrim(typed)) > 2 and starts_with(upper(c.reference), upper(btrim(typed))))
	having count(*) > 0
$$;
