// second_import.test.mjs: a file of milestones that cases have reached: judged row by row, in once,
// and each orders what it asks for.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { checked, confirms, households, isIn, problems, written } from './files.mjs';
import { ruth } from './people.mjs';
import { count, sql, until } from './world.mjs';

before(() => ruth.signsIn());

test('milestones come in from a file and order once', async () => {
	const tag = households(6), other = households(1, { office: 3 });
	sql(`update cases set closed_at = now() where reference = '${tag}-4';
		update members m set email = 'bo@mail.test' from cases c
		 where c.id = m.case_id and c.reference like '${tag}-%'`);
	const rows = [['Case number', 'Milestone', 'Program', 'Month'],
		[`${tag}-1`, 'Application received', '', ''],
		[`${tag}-2`, 'application-received', 'SNAP', ''],
		[`${tag}-3`, 'Recertification due', '', 'Jan 2027'],
		[`${tag}-1`, 'APPLICATION RECEIVED', '', ''],
		[`${tag}-4`, 'Interview', '', ''],
		[`${tag}-5`, 'Pre-closing', '', ''],
		[`${other}-1`, 'Interview', '', ''],
		[`${tag}-5`, 'Interview', 'TANF', ''],
		[`${tag}-5`, '', '', '']];
	const file = await checked(ruth, written(rows), { kind: 'milestones' });
	assert.deepEqual(problems(file.id), { 5: 'repeated', 6: 'closed', 7: 'no_milestone',
		8: 'no_case', 9: 'no_milestone', 10: 'empty' });
	const preview = await ruth.visits(file.url);
	assert.match(preview.words, /3 of 9 rows can come in/);
	assert.match(preview.words, /What each asks for is ordered/);
	assert.equal(count('case_milestones', `case_id in (select id from cases
		where reference like '${tag}-%')`), 0, 'nothing is reached yet');
	await confirms(ruth, file);
	await isIn(file.id);
	const reached = () => sql(`select string_agg(c.reference || ' ' || s.code || ' ' || k.period
			|| ' ' || k.way || ' ' || k.teller, ', ' order by c.reference)
		from case_milestones k join cases c on c.id = k.case_id
		join milestones s on s.id = k.milestone_id where c.reference like '${tag}-%'`);
	const ruthName = sql(`select name from users where email = 'ruth.okafor@lakeside.test'`);
	const all = [`${tag}-1 application-received  import ${ruthName}`,
		`${tag}-2 application-received  import ${ruthName}`,
		`${tag}-3 recertification-due 2027-01 import ${ruthName}`].join(', ');
	await until('all three are reached', () => reached() === all, 30);
	const orders = () => count('orders', `milestone_id is not null and case_id in (
		select id from cases where reference like '${tag}-%')`);
	assert.equal(orders(), 3);
	assert.equal(count('jobs', `kind = 'orders/create' and input ->> 'lane' = 'background'
		and (input ->> 'order_id')::bigint in (select o.id from orders o join cases c
			on c.id = o.case_id where c.reference like '${tag}-%')`), 3, 'live work goes first');

	const again = await checked(ruth, written(rows), { kind: 'milestones' });
	assert.match((await ruth.visits(again.url)).words, /Reached already/);
	await confirms(ruth, again);
	await isIn(again.id);
	assert.equal(orders(), 3, 'nothing is ordered twice');
});
