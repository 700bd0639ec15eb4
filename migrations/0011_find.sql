-- How names and numbers are found as people type them, and how a filter is carried in a link.

-- Letters and digits only, without marks and case: "O'Brien" → obrien, "Đặng" → dang.
create function fold(t text) returns text language sql immutable as $$
	select regexp_replace(
	           lower(translate(regexp_replace(normalize(t, NFD), '[\u0300-\u036f]', '', 'g'),
	                           'đĐłŁøØ', 'dDlLoO')), '[^[:alnum:]]', '', 'g')
$$;

-- Every word must stand somewhere in the text: a name's parts in any order, a phone number's
-- groups, a case number.
create function finds(t text, words text) returns boolean language sql immutable as $$
	select coalesce(bool_and(position(fold(w) in fold(t)) > 0), true)
	  from regexp_split_to_table(words, '\s+') as w
	 where fold(w) <> ''
$$;

-- Percent-encoded, for a value in a link's query.
create function fmt_url(t text) returns text language sql immutable as $$
	select coalesce(string_agg(case when c ~ '[A-Za-z0-9_.~-]' then c
	                                else regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')),
	                                                    '(..)', '%\1', 'g') end,
	                           '' order by n), '')
	  from regexp_split_to_table(t, '') with ordinality as s (c, n)
$$;
