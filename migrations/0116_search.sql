-- One box finds a case, a person, an order or a message (product.md §4, /search).
--
-- Names are found by trigrams and by sound. Row-level security would keep both from their indexes:
-- only what cannot leak may be asked of a row before its policy. So what is searched stands in a
-- table of its own, which the application's role cannot read at all; search_people() reads it and
-- gives only what the asker's offices hold.

create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

-- Words without marks, case and apostrophes, a space before and behind each:
-- "Seán O'Brien-Walsh" → " sean obrien walsh ".
create function search_words(t text) returns text language sql immutable as $$
	select ' ' || btrim(regexp_replace(regexp_replace(
	           lower(translate(regexp_replace(normalize(t, NFD), '[\u0300-\u036f]', '', 'g'),
	                           'đĐłŁøØ', 'dDlLoO')),
	           '[''’ʼ`´]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')) || ' '
$$;

-- How the words sound in English ears; of words in other scripts nothing.
create function search_sounds(words text) returns text[] language sql immutable as $$
	select coalesce(array_agg(distinct s.code), '{}')
	  from regexp_split_to_table(btrim(words), ' ') w,
	       unnest(array[dmetaphone(w), dmetaphone_alt(w)]) s (code)
	 where w ~ '^[a-z]{3,}$' and s.code <> ''
$$;

create table people_index (
	member_id bigint primary key references members on delete cascade,
	case_id   bigint not null references cases on delete cascade,
	office_id bigint not null references offices,
	names     text not null,
	sounds    text[] not null,
	phone     text,
	ssn_last4 text
);
create index people_by_name on people_index using gin (names gin_trgm_ops);
create index people_by_sound on people_index using gin (sounds);
create index people_by_phone on people_index (phone text_pattern_ops);
create index people_by_phone_end on people_index (right(phone, 7));
create index people_by_phone_last on people_index (right(phone, 4));
create index people_by_ssn on people_index (ssn_last4);
create index people_of_case on people_index (case_id);

create function people_index_keep() returns trigger language plpgsql
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
	return null;
end $$;
create trigger people_index_keep after insert or update on members
	for each row execute function people_index_keep();
create function people_index_move() returns trigger language plpgsql
	security definer set search_path = public, pg_temp as $$
begin
	update people_index set office_id = new.office_id where case_id = new.id;
	return null;
end $$;
create trigger people_index_move after update of office_id on cases for each row
	when (old.office_id is distinct from new.office_id) execute function people_index_move();

select set_config('app.sees_all', 'true', true);
insert into people_index (member_id, case_id, office_id, names, sounds, phone, ssn_last4)
select m.id, c.id, c.office_id, w.words, search_sounds(w.words), m.phone, m.ssn_last4
  from members m
  join cases c on c.id = m.case_id
 cross join lateral search_words(concat_ws(' ', m.native_name, m.first_name, m.last_name))
       w (words);

-- A typed word as a pattern: long ones stand anywhere in a name, short ones begin a word of it.
create function search_pattern(word text) returns text language sql immutable as $$
	select case when word is null or word = '' then '%'
	            when length(word) < 3 then '% ' || word || '%'
	            else '%' || word || '%' end
$$;

-- People of the offices of whoever asks, and why each fits; the surest first. A number is a phone's
-- or, where can_ssn says so, an SSN's last four; anything else a name's words in any order.
create function search_people(typed text, can_ssn boolean, most integer)
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
		   and p.phone like '+1' || case when length(digits) = 11 then substr(digits, 2)
		                                 else digits end || '%'
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
revoke all on function search_people from public;
grant execute on function search_people to verify_app;

-- The beginning of a number, along an index, by what cannot leak.
create index cases_by_number on cases (reference text_pattern_ops);
create index orders_by_number on orders (order_number text_pattern_ops);
