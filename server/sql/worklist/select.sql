-- Keeps what was ticked in the worklist as a batch: these rows, or all that fit, at most 10,000.
-- $1 user.id   $2 user.offices   $3 user.sees_all   $4 form.row   $5 form.all   $6 form.filters
-- $7 form.action
-- No row: nothing was ticked, or nothing of it may be seen. Restricted cases are no bulk work.
with asked as (
	select work_filters(work_query_read($6::text)) as filters, a.action
	  from batch_actions a
	 where a.action = $7::text
), chosen as (
	select r.id, r.place
	  from asked a
	 cross join lateral work_rows(a.filters, $1::bigint, $2::bigint[], $3::boolean, null, 10000)
	       with ordinality r (id, place)
	 where $5::text = '1'
	union all
	select t.id::bigint, t.place
	  from asked a
	 cross join unnest(string_to_array(translate(left($4::text, 20000), '{}"', ''), ','))
	       with ordinality t (id, place)
	 where $5::text is distinct from '1' and t.id ~ '^[0-9]{1,18}$'
), rows as (
	select w.case_id, w.order_id, w.task_id, min(c.place) as place
	  from chosen c
	  join work w on w.id = c.id and (w.office_id = any ($2::bigint[]) or $3::boolean)
	  join cases k on k.id = w.case_id and not k.is_restricted
	 group by w.id
), made as (
	insert into batches (user_id, action, filters)
	select $1::bigint, a.action, a.filters
	  from asked a
	 where exists (select from rows)
	returning id
), kept as (
	insert into batch_items (batch_id, position, case_id, order_id, task_id)
	select m.id, row_number() over (order by r.place), r.case_id, r.order_id, r.task_id
	  from made m
	 cross join rows r
)
select m.id::text
  from made m
