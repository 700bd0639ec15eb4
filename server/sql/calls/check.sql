-- Keeps what the caller was asked to prove who they are, and who interprets.
-- $1 path.id   $2 form.checked   $3 form.interpreter   $4 user.offices   $5 user.sees_all
-- $6 user.id   $7 user.role
with seen as (
	select c.id, c.checked, c.interpreter, c.checked_at
	  from calls c
	  join cases k on k.id = c.case_id
	 where c.id = $1::bigint and (k.office_id = any ($4::bigint[]) or $5::boolean)
	   and case_seen_by(k, $6::bigint, $7::text, $4::bigint[])
	   and c.ended_at is null
), given as (
	select coalesce($2::text[], '{}') as checked
), changed as (
	update calls c
	   set checked = g.checked, interpreter = $3,
	       checked_at = case when g.checked = '{}' then null
	                         else coalesce(c.checked_at, now()) end
	  from seen s, given g
	 where c.id = s.id and (c.checked, c.interpreter) is distinct from (g.checked, $3)
	returning c.id, c.checked, c.interpreter, c.checked is distinct from s.checked as is_news
), line as (
	insert into call_lines (call_id, key, text)
	select x.id, 'call:' || x.id || ':checked:' || array_to_string(x.checked, '+'),
	       'Identity checked: '
	       || (select string_agg(w.word, ', ' order by w.n)
	             from (values (1, 'name', 'name'), (2, 'birth_date', 'birth date'),
	                          (3, 'ssn', 'last four'), (4, 'address', 'address')) w (n, code, word)
	            where w.code = any (x.checked)) || '.'
	  from changed x
	 where x.is_news and x.checked <> '{}'
	on conflict do nothing
)
select id from seen
