-- The form for a campaign: the offices and programs to choose from, next month's due days.
-- $1 user.offices   $2 form.office_id   $3 form.program   $4 form.product   $5 form.last_result
-- $6 form.client_key   $7 query.import   $8 form.import_id
with lists as (
	select i.id, i.name, i.confirmed_at, i.office_id, d.first, d.last
	  from imports i
	 cross join lateral (
	       select min(d.due_on) as first, max(d.due_on) as last
	         from import_rows r
	         join dues d on d.id = r.due_id
	        where r.import_id = i.id) d
	 where i.kind = 'dues' and i.state = 'done' and i.office_id = any ($1::bigint[])
	   and d.first is not null
	 order by i.id desc
	 limit 20
), list as (
	select l.id, l.name, l.office_id, l.first, l.last
	  from lists l
	 where l.id::text = coalesce($8::text, $7::text)
)
select 'New renewals' as title,
       coalesce($6, left(encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 32))
       as client_key,
       to_char(coalesce(l.first, n.first), 'MM/DD/YYYY') as due_from,
       to_char(coalesce(l.last, n.first + interval '1 month - 1 day'), 'MM/DD/YYYY') as due_to,
       case when l.id is null then to_char(n.first, 'FMMonth') || ' renewals'
            else left('Renewals of ' || l.name, 80) end as name, r.recent_days::text as recent_days,
       r.approval_from::text as approval_from,
       (select coalesce(json_agg(json_build_object('id', f.id::text, 'name', f.name, 'is_chosen',
                   f.id::text is not distinct from coalesce($2::text, l.office_id::text))
                                 order by f.name), '[]')
          from offices f where f.id = any ($1::bigint[])) as offices,
       (select coalesce(json_agg(json_build_object(
                   'id', x.id::text, 'name', x.name || ', ' || fmt_day(x.confirmed_at),
                   'is_chosen', x.id is not distinct from l.id) order by x.id desc), '[]')
          from lists x) as lists,
       (select json_agg(json_build_object('code', p.code, 'name', p.name,
                                          'is_chosen', p.code is not distinct from $3)
                        order by p.name)
          from programs p where p.kind = 'benefit') as programs,
       (select json_agg(json_build_object('value', v.value, 'word', v.word, 'is_chosen',
                                          v.value = coalesce($4, 'income')) order by v.place)
          from (values (1, 'income', 'Income and employment'), (2, 'employment', 'Employment only'),
                       (3, 'assets', 'Assets')) v (place, value, word)) as products,
       (select json_agg(json_build_object('value', v.value, 'word', v.word, 'is_chosen',
                                          v.value is not distinct from $5) order by v.place)
          from (values (1, 'never', 'Never read again'), (2, 'unchanged', 'Unchanged last time'),
                       (3, 'changed', 'Changed last time'), (4, 'failed', 'Failed last time'))
               v (place, value, word)) as results
  from renewal_rules r
 cross join lateral (select date_trunc('month', now() + interval '1 month')::date as first) n
  left join list l on true
