-- The due window of a campaign is looked up by day; and a group of a progress carries whatever its
-- page says of it (what happens to it, where it leads) through to the row.

create index case_programs_due on case_programs (due_on, case_id);
create index orders_background on orders (id) where is_background and refresh_outcome is null;

create or replace function progress(parts jsonb, a_minute numeric) returns jsonb
language sql stable as $$
	with counted as (
		select p.n, p.part, p.part ->> 'word' as word, p.part ->> 'class' as class,
		       (p.part ->> 'count')::bigint as count, (p.part ->> 'is_over')::boolean as is_over,
		       sum((p.part ->> 'count')::bigint) over () as total,
		       sum((p.part ->> 'count')::bigint) over (order by p.n)
		       - (p.part ->> 'count')::bigint as before
		  from jsonb_array_elements(parts) with ordinality as p (part, n)
	), summed as (
		select coalesce(max(total), 0) as total,
		       coalesce(sum(count) filter (where is_over), 0) as done
		  from counted
	), timed as (
		select s.total, s.done,
		       case when s.done < s.total and a_minute > 0
		            then make_interval(secs => (60 * (s.total - s.done) / a_minute)::float8)
		       end as left_
		  from summed s
	)
	select jsonb_build_object(
		'total', to_char(t.total, 'FM999,999,990'), 'done', to_char(t.done, 'FM999,999,990'),
		'percent', case when t.total = 0 then 0 else floor(100.0 * t.done / t.total) end || '%',
		'finish', regexp_replace(fmt_when(now() + t.left_), '^Today ', ''),
		'finish_in', case when t.left_ < interval '1 minute' then 'in less than a minute'
		                  else 'in ' || fmt_age(now() - t.left_) end,
		'label', coalesce((select string_agg(to_char(c.count, 'FM999,999,990') || ' '
		                                     || lower(left(c.word, 1)) || substr(c.word, 2), ', '
		                                     order by c.n) from counted c where c.count > 0),
		                  'nothing yet'),
		'bars', (select coalesce(jsonb_agg(jsonb_build_object(
		                'class', c.class, 'x', round(1000.0 * c.before / c.total, 1)::text,
		                'width', greatest(1, round(1000.0 * c.count / c.total, 1) - 2)::text)
		                order by c.n), '[]')
		           from counted c where c.count > 0),
		'rows', (select coalesce(jsonb_agg(c.part - 'is_over' || jsonb_build_object(
		                'count', to_char(c.count, 'FM999,999,990'), 'has_any', c.count > 0,
		                'share', case when c.total = 0 then '0.0%' else
		                         to_char(100.0 * c.count / c.total, 'FM990.0') || '%' end)
		                order by c.n), '[]')
		           from counted c))
	  from timed t
$$;
