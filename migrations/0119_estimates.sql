-- How many rows these give, so that what joins them goes along indexes, not through whole tables.
alter function work_rows(jsonb, bigint, bigint[], boolean, text, integer) rows 60;
alter function work_place_read(text) cost 1;

-- As in 0116_search.sql, but a phone's beginning is a range, which an index holds.
create or replace function search_people(typed text, can_ssn boolean, most integer)
returns table (member_id bigint, why text, place integer)
language plpgsql stable rows 15 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
	offices bigint[] := scope_offices();
	is_all boolean := scope_all();
	digits text := regexp_replace(typed, '\D', '', 'g');
	number text := '+' || case when length(digits) = 11 then '' else '1' end || digits;
	words text := search_words(typed);
	w text[] := regexp_split_to_array(btrim(search_words(typed)), ' ');
	codes text[] := search_sounds(search_words(typed));
begin
	if typed ~ '^[-+() .0-9]+$' then
		return query
		select p.member_id, 'SSN ends in ' || digits, 1
		  from people_index p
		 where can_ssn and length(digits) = 4 and p.ssn_last4 = digits
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return query
		select p.member_id, 'Phone ends in ' || digits, 2
		  from people_index p
		 where length(digits) = 4 and right(p.phone, 4) = digits
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return query
		select p.member_id, 'Phone', 1
		  from people_index p
		 where length(digits) = 7 and right(p.phone, 7) = digits
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return query
		select p.member_id, case when length(digits) > 9 then 'Phone' else 'Phone begins so' end, 1
		  from people_index p
		 where length(digits) in (3, 5, 6, 8, 9, 10, 11)
		   and p.phone ~>=~ number and p.phone ~<~ (number || '~')
		   and (is_all or p.office_id = any (offices))
		 limit most;
		return;
	end if;
	if btrim(words) = '' then
		return;
	end if;
	return query
	select p.member_id, 'Name', 1
	  from people_index p
	 where p.names like search_pattern(w[1]) and p.names like search_pattern(w[2])
	   and p.names like search_pattern(w[3]) and p.names like search_pattern(w[4])
	   and (is_all or p.office_id = any (offices))
	 limit most;
	if found then
		return;
	end if;
	return query
	select p.member_id, 'Name sounds alike', 2
	  from people_index p
	 where codes <> '{}' and p.sounds @> codes and (is_all or p.office_id = any (offices))
	 limit most;
	return query
	select p.member_id, 'Name is spelled nearly so', 3
	  from people_index p
	 where btrim(words) <% p.names and (is_all or p.office_id = any (offices))
	 order by word_similarity(btrim(words), p.names) desc
	 limit most;
end $$;

-- What is typed decides which index is worth it: planned anew each time.
alter function search_people(text, boolean, integer) set plan_cache_mode = force_custom_plan;
-- And never through the whole table: that a common name is met soon is a guess about its office.
alter function search_people(text, boolean, integer) set enable_seqscan = off;
-- One wrong letter in a name of eight.
alter function search_people(text, boolean, integer) set pg_trgm.word_similarity_threshold = 0.5;

-- What was written last is searched as fast as the rest.
alter index people_by_name set (fastupdate = off);
alter index people_by_sound set (fastupdate = off);
select gin_clean_pending_list('people_by_name') + gin_clean_pending_list('people_by_sound');

-- "5 PM": when a due day ends.
create function fmt_closing() returns text language sql stable as $$
	select to_char(k.closes_at, 'FMHH12 AM') from calendar k
$$;
analyze calendar, holidays, task_kinds, order_states;
