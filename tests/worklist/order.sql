-- The list's order and its upkeep: every row of work is what work_now says, whatever happened to
-- its case; tasks open and close with their orders; nobody is handed a case twice.
create function pg_temp.is_kept() returns boolean language sql as $$
	select not exists (
	       (select key, case_id, office_id, worker_id, task_id, state, rank, due_on, snoozed_until
	          from work
	        except
	        select key, case_id, office_id, worker_id, task_id, state, rank, due_on, snoozed_until
	          from work_now)
	       union all
	       (select key, case_id, office_id, worker_id, task_id, state, rank, due_on, snoozed_until
	          from work_now
	        except
	        select key, case_id, office_id, worker_id, task_id, state, rank, due_on, snoozed_until
	          from work))
$$;

do $$
declare
	keys text;
	made bigint;
begin
	assert pg_temp.is_kept(), 'work is not work_now after the fixtures';

	update orders set state = 'needs_you', cause = 'login_error' where id = 5;
	assert (select count(*) from tasks where order_id = 5 and done_at is null) = 1, 'a task opens';
	assert (select sentence from tasks where order_id = 5 and done_at is null)
	       like 'The employer%password', 'it says the cause';
	update orders set cause = 'mfa_error' where id = 5;
	assert (select count(*) from tasks where order_id = 5) = 1, 'another cause, the same task';
	update tasks set snoozed_until = current_date + 3, snooze_reason = 'Later' where order_id = 5;
	assert (select snoozed_until from work where key = 'order:5') = current_date + 3, 'snoozed';
	update orders set cause = 'login_error' where id = 5;
	assert (select snoozed_until from tasks where order_id = 5) is null, 'news end a snooze';
	update orders set state = 'ready', cause = null where id = 5;
	assert (select string_agg(kind || ' ' || (done_at is null)::text, ', ' order by id)
	          from tasks where order_id = 5) = 'order_stopped false, review true', 'it goes on';
	assert (select closed_by_event from tasks where order_id = 5 and kind = 'order_stopped')
	       = 'The order went on: Ready to review.', 'and says why';
	assert pg_temp.is_kept(), 'work follows orders';

	made := task_open('message_failed', 1, 'Did not arrive', order_id => 5);
	assert task_open('message_failed', 1, 'Did not arrive', order_id => 5) = made, 'one is open';
	assert task_close('message_failed', 'order:5', 'It arrived') = 1, 'it closes';
	assert task_close('message_failed', 'order:5', 'It arrived') = 0, 'once';
	assert task_open('message_failed', 1, 'Again', order_id => 5) <> made, 'another time, another';
	assert pg_temp.is_kept(), 'work follows tasks';

	-- What breaks first: the due day, then what stopped, then what waits longest.
	update case_programs set due_on = current_date + 90 where case_id = 1;
	update tasks set due_on = current_date + 5 where case_id = 1 and done_at is null;
	update tasks set due_on = current_date + 4 where id = 500;
	assert pg_temp.is_kept(), 'work follows due days';
	select string_agg(w.key, ' ' order by r.place) into keys
	  from work_rows('{"who": "1"}', 1, '{1}', false, null, 100) with ordinality r (id, place)
	  join work w on w.id = r.id
	 where w.case_id = 1 and w.due_on <= current_date + 5;
	assert keys like 'task:500 order:2 task:% order:_ order:_%', 'the order is ' || keys;
	assert (select array_agg(id) from work_rows('{"who": "1"}', 1, '{1}', false, null, 100) id)
	     = (select array_agg(id) from (
	        select id from work_rows('{"who": "1"}', 1, '{1}', false, null, 3) id
	        union all
	        select id from work_rows('{"who": "1"}', 1, '{1}', false, (
	            select work_place(w) from work w where w.id = (
	                select max(x.id) from (select id, row_number() over () as n
	                    from work_rows('{"who": "1"}', 1, '{1}', false, null, 3) id) x
	                 where x.n = 3)), 100) id) p), 'pages follow each other without gap or repeat';
	assert (select count(*) from work_rows('{"who": "all"}', 1, '{3}', false, null, 100) r (id)
	          join work w on w.id = r.id where w.office_id <> 3) = 0, 'of one''s offices only';
	assert work_place_read('nonsense; drop table work') is not null
	   and (select count(*) from work_rows('{"who": "1"}', 1, '{1}', false, '9~9', 100)) > 0,
	       'a damaged place is the top';

	update cases set worker_id = null where id = 1;
	assert (select count(*) from work where case_id = 1 and worker_id is null) > 3, 'in the pool';
	assert (select how from assignments where case_id = 1 order by id desc limit 1) = 'release',
	       'written down';
	-- In turn, by language: only Dana of Eastside speaks Spanish.
	update members set language = 'es' where case_id = 1 and relation = 'applicant';
	insert into users (id, email, name, role) overriding system value
		values (990, 'nu@lakeside.test', 'Nu Worker', 'caseworker');
	insert into user_offices (user_id, office_id) values (990, 1);
	assert worker_next(1) = 1, 'who speaks the language';
	update members set language = 'en' where case_id = 1 and relation = 'applicant';
	update cases set worker_id = 1 where id = 12;
	update cases set worker_id = null where id = 12;
	assert worker_next(1) = 990, 'who got one longest ago';
	assert pool_share('{1}', 200) >= 2, 'the pool is shared out';
	assert not exists (select from cases where office_id = 1 and worker_id is null
	                                       and closed_at is null), 'whole';
	assert pool_share('{1}', 200) = 0, 'once';
	assert (select count(distinct to_id) from assignments where how = 'share') = 2, 'in turn';
	assert pg_temp.is_kept(), 'work follows hands';

	update cases set closed_at = now() where id = 1;
	assert not exists (select from work where case_id = 1), 'a closed case has no work';
	assert not exists (select from tasks where case_id = 1 and done_at is null), 'and no task';
	update cases set closed_at = null where id = 1;
	assert pg_temp.is_kept(), 'work follows cases';
end $$;
