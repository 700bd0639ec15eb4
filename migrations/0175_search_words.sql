-- Search keeps its speed among millions: a name spelled nearly so is looked for among the words
-- that names are made of, of which there are few, and only then among people; and a number's
-- beginning is a range, which any plan can use an index for.

-- Every word a name was ever made of; which person's it is, it does not say.
create table name_words (word text primary key);
create index name_words_alike on name_words using gin (word gin_trgm_ops);

create function name_words_keep(names text) returns void language sql as $$
	insert into name_words (word)
	select distinct w from regexp_split_to_table(btrim(names), ' ') w where length(w) > 2
	on conflict do nothing
$$;
select set_config('app.sees_all', 'true', true);
insert into name_words (word)
select distinct w
  from people_index p, regexp_split_to_table(btrim(p.names), ' ') w
 where length(w) > 2
on conflict do nothing;

create or replace function people_index_keep() returns trigger language plpgsql
	security definer set search_path = public, pg_temp as $$
begin
	insert into people_index (member_id, case_id, office_id, names, sounds, phone, ssn_last4)
	select new.id, c.id, c.office_id, w.words, search_sounds(w.words), new.phone, new.ssn_last4
	  from cases c,
	       search_words(concat_ws(' ', new.native_name, new.first_name, new.last_name)) w (words)
	 where c.id = new.case_id
	on conflict (member_id) do update
	   set case_id = excluded.case_id, office_id = excluded.office_id, names = excluded.names,
	       sounds = excluded.sounds, phone = excluded.phone, ssn_last4 = excluded.ssn_last4;
	perform name_words_keep(search_words(concat_ws(' ', new.native_name, new.first_name,
	                                               new.last_name)));
	return null;
end $$;

-- The words most like a typed one, at most six; the likest first.
create function name_words_like(typed text) returns table (word text, likeness real)
language sql stable as $$
	select n.word, similarity(n.word, typed)
	  from name_words n
	 where n.word % typed and similarity(n.word, typed) >= 0.4
	 order by 2 desc, 1
	 limit 6
$$;

-- Does every typed word but the one that led here resemble a word of these names?
create function names_resemble(names text, typed text[], leader text) returns boolean
language sql immutable as $$
	select not exists (
	       select
	         from unnest(typed) t (word)
	        where t.word <> leader
	          and not exists (select
	                            from regexp_split_to_table(btrim(names), ' ') n (word)
	                           where similarity(n.word, t.word) >= 0.4
	                              or starts_with(n.word, t.word)))
$$;

create or replace function search_people(typed text, can_ssn boolean, most integer)
returns table (member_id bigint, why text, place integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
	        where p.names like '% ' || n.word || ' %' and (is_all or p.office_id = any (offices))
	          and names_resemble(p.names, w, leader)
	        limit most) x
	 order by n.likeness desc
	 limit most;
end $$;
