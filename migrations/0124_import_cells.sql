-- What a cell of a file that comes in means: the one place that reads days, months, phone numbers
-- and words as people write them in spreadsheets.

-- 2026-11-30, 11/30/2026 and 11-30-2026, also with midnight behind it, as Excel writes it; null
-- where it is no day. Plain steps, for a file asks it ten thousand times.
create function import_day(t text) returns date language plpgsql immutable as $$
declare
	p text[] := regexp_match(t, '^(\d{4})-(\d\d?)-(\d\d?)(?:[T ]0?0:00(?::00(?:\.0+)?)?)?$');
	first date;
begin
	if p is null then
		p := regexp_match(t, '^(\d\d?)[/-](\d\d?)[/-](\d{4})(?: 0?0:00(?::00)?)?$');
		p := array[p[3], p[1], p[2]];
	end if;
	if p[1] is null or p[1]::integer not between 1900 and 2200
	   or p[2]::integer not between 1 and 12 or p[3]::integer not between 1 and 31 then
		return null;
	end if;
	first := make_date(p[1]::integer, p[2]::integer, 1);
	return case when first + p[3]::integer - 1 < first + interval '1 month'
	            then first + p[3]::integer - 1 end;
end $$;

-- The first day of the month that is meant: 2026-12, 12/2026, Dec 2026, or any day in it.
create function import_period(t text) returns date language plpgsql immutable as $$
declare
	p text[] := regexp_match(t, '^(\d{4})-(\d\d?)$');
	month integer;
begin
	if p is null then
		p := regexp_match(t, '^(\d\d?)[/-](\d{4})$');
		p := array[p[2], p[1]];
	end if;
	month := p[2]::integer;
	if p[1] is null then
		p := regexp_match(t, '^([A-Za-z]{3,9})\.?,? (\d{4})$');
		month := array_position(string_to_array(
			'jan feb mar apr may jun jul aug sep oct nov dec', ' '), left(lower(p[1]), 3));
		p := array[p[2]];
	end if;
	if p[1] is null then
		return date_trunc('month', import_day(t))::date;
	end if;
	return case when month between 1 and 12 and p[1]::integer between 2000 and 2200
	            then make_date(p[1]::integer, month, 1) end;
end $$;

-- As check.c reads a phone number: any spelling of ten digits → +14155550142.
create function import_phone(t text) returns text language sql immutable as $$
	select '+1' || (regexp_match(regexp_replace(t, '[ ().+/-]', '', 'g'),
	                             '^1?([2-9]\d\d[2-9]\d{6})$'))[1]
$$;

-- The codes of the programs named in a cell, apart by commas, semicolons, slashes or "and"; null
-- where one of them is none.
create function import_programs(t text) returns text language sql stable as $$
	select case when count(*) = count(p.code) then string_agg(distinct p.code, ',') end
	  from regexp_split_to_table(t, '\s*[,;/+&]\s*|\s+and\s+') w
	  left join programs p on lower(w) in (lower(p.code), lower(p.name))
$$;

-- A language is called by its code, by its English name or by its own.
insert into import_words (form, word, value)
select 'language', fold(n.name), l.code
  from languages l
 cross join lateral (values (l.code), (l.word), (l.own_word)) n (name)
on conflict do nothing;

-- A cell as its form wants it; null where it does not fit.
create function import_value(wanted text, t text) returns text language plpgsql stable as $$
declare
	day date;
begin
	case wanted
	when 'reference' then return case when t ~ '^[A-Za-z0-9-]{3,32}$' then t end;
	when 'name' then
		return case when length(t) <= 50 and t ~ '^[^=+@[:cntrl:]-][^[:cntrl:]]*$' then t end;
	when 'text' then
		return case when length(t) <= 100 and t ~ '^[^=+@[:cntrl:]-][^[:cntrl:]]*$' then t end;
	when 'past_day' then
		day := import_day(t);
		return case when day <= current_date and day > '1900-01-01' then day::text end;
	when 'due_day' then
		day := import_day(t);
		return case when abs(day - current_date) <= 730 then day::text end;
	when 'period' then return import_period(t)::text;
	when 'phone' then return import_phone(t);
	when 'email' then
		return case when length(t) <= 254
		                 and t ~ '^[^=+@\s,;"<>-][^@\s,;"<>]*@[^@\s,;"<>]+\.[^@\s,;"<>]+$'
		            then t end;
	when 'digits4' then return case when t ~ '^\d{4}$' then t end;
	when 'programs' then return import_programs(t);
	else return (select w.value from import_words w where w.form = wanted and w.word = fold(t));
	end case;
end $$;

-- Which column is what, by what the office called it before, or by what it is usually called.
create function import_guess(wanted_kind text, office bigint, headings text[]) returns jsonb
language sql stable as $$
	select coalesce(jsonb_object_agg(x.field, x.place), '{}')
	  from (select distinct on (f.field) f.field, h.place
	          from unnest(headings) with ordinality h (heading, place)
	          left join import_headings r on r.office_id = office and r.kind = wanted_kind
	                                     and r.heading = fold(h.heading)
	          join import_fields f on f.kind = wanted_kind
	           and case when r.heading is not null then f.field = r.field
	                    else fold(h.heading) = any (f.headings) end
	         order by f.field, r.heading is null, h.place) x
$$;

-- The fields a kind needs that no column is.
create function import_lacks(wanted_kind text, mapping jsonb) returns text[] language sql stable
as $$
	select coalesce(array_agg(f.word order by f.place), '{}')
	  from import_fields f
	 where f.kind = wanted_kind and f.is_needed and not mapping ? f.field
$$;
