-- A whole word is looked up among whole words: putting it together from trigrams cost a search
-- among two million names seven milliseconds for each spelling it tried, six of them.
create index people_by_word on people_index using gin (string_to_array(btrim(names), ' '));

-- As in 0175_search_words.sql and 0177_search_planned.sql, but for that.
create or replace function search_people(typed text, can_ssn boolean, most integer)
returns table (member_id bigint, why text, place integer)
language plpgsql stable rows 15 security definer set search_path = public, pg_temp
	set plan_cache_mode = 'force_custom_plan' set enable_seqscan = off as $$
#variable_conflict use_column
declare
	offices bigint[] := scope_offices();
	is_all boolean := scope_all();
	digits text := regexp_replace(typed, '\D', '', 'g');
	words text := search_words(typed);
	w text[] := regexp_split_to_array(btrim(search_words(typed)), ' ');
	codes text[] := search_sounds(search_words(typed));
	begins text := '+1' || case when length(digits) = 11 then substr(digits, 2) else digits end;
	leader text;
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
		   and p.phone ~>=~ begins and p.phone ~<~ (begins || ':')      -- what follows 9
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
	select t.word into leader from unnest(w) t (word) order by length(t.word) desc limit 1;
	return query
	select x.member_id, 'Name is spelled nearly so', 3
	  from name_words_like(leader) n
	 cross join lateral (
	       select p.member_id
	         from people_index p
	        where string_to_array(btrim(p.names), ' ') @> array[n.word]
	          and (is_all or p.office_id = any (offices))
	          and names_resemble(p.names, w, leader)
	        limit most) x
	 order by n.likeness desc
	 limit most;
end $$;
