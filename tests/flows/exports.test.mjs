// exports.test.mjs: lists that go out: with the columns that were chosen, what their maker may see,
// nothing that a spreadsheet runs, for their maker alone and for a day; and ten thousand rows in
// and out again, byte for byte.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { checked, confirms, exported, households, isIn, MARK, written } from './files.mjs';
import { form } from './markup.mjs';
import { dana, ruth, stranger } from './people.mjs';
import { count, key, sql, until } from './world.mjs';

const bea = stranger();
bea.email = 'bea.lindgren@lakeside.test';

before(() => Promise.all([dana, ruth, bea].map((one) => one.signsIn())));

const lines = (text) => text.replace(MARK, '').split('\r\n').slice(0, -1);

test('every list as a file, with its own columns', async () => {
	for (const list of ['cases', 'worklist', 'orders', 'reviews', 'people', 'dues']) {
		const file = await exported(ruth, list);
		assert.match(file.headers.get('content-type'), /^text\/csv/);
		assert.match(file.headers.get('content-disposition'),
			new RegExp(`attachment; filename="verify-${list}-\\d{4}-\\d\\d-\\d\\d-\\d+\\.csv"`));
		assert.equal(file.text.startsWith(MARK), true, list);
		const [, ...data] = lines(file.text);
		assert.equal(String(data.length),
			sql(`select row_count from exports where id = ${file.id}`));
		assert.ok(data.length > 0, list);
		const wide = file.text.split('\r\n')[0].split('","').length;
		for (const line of data)
			assert.equal(line.split('","').length, wide, line);
	}
});

test('only what its maker may see, formulas defused, the columns that were ticked', async () => {
	const tag = `=F${key().slice(0, 6)}`;
	sql(`with c as (insert into cases (reference, office_id) values ('E-${key().slice(0, 8)}', 1),
			('E-${key().slice(0, 8)}', 3) returning id)
		insert into members (case_id, position, first_name, last_name, relation, born_on)
		select id, 1, '${tag}', '@O"Brien, Ann', 'applicant', '1990-01-01' from c`);
	const page = await ruth.visits('/exports/new?list=cases');
	const hidden = form(page.html, '/exports').filter(([name]) => name !== 'columns');
	const none = await ruth.posts('/exports', hidden);
	assert.deepEqual([none.status, /Choose one column or more/.test(none.words)], [422, true]);
	const file = await exported(ruth, 'cases', { columns: ['office', 'client'], pick: 'all' });
	assert.equal(lines(file.text)[0], '"Client","Office"');
	const mine = lines(file.text).filter((line) => line.includes(tag));
	assert.deepEqual(mine, [`"'${tag} @O""Brien, Ann","Eastside"`]);
	assert.equal(file.text.includes('Northgate'), false);
	const one = await exported(ruth, 'cases', { columns: ['office'], office_id: '2' });
	assert.deepEqual([...new Set(lines(one.text))], ['"Office"', '"Harbor"']);
	const foreign = await ruth.posts('/exports', [...hidden.filter(([name]) =>
		name !== 'office_id'), ['office_id', '3'], ['columns', 'office']]);
	assert.equal(foreign.status, 404);
});

test('its maker’s alone, with their offices, for a day; every taking is told', async () => {
	const file = await exported(ruth, 'orders', { columns: ['reference', 'state'] });
	for (const path of [file.url, `${file.url}/file`, `${file.url}/changes`])
		assert.equal((await bea.asks(path)).status, 404, path);
	assert.equal((await dana.asks(`${file.url}/file`)).status, 403);
	assert.equal(count('audit', `action = 'export.fetch' and subject = 'export:${file.id}'
		and user_id = 5`), 1);
	assert.match(sql(`select reason from audit where action = 'export.make'
		and subject = 'export:${file.id}'`), /^list orders$/);
	sql(`update exports set office_ids = '{1,2,3}' where id = ${file.id}`);
	assert.equal((await ruth.asks(`${file.url}/file`)).status, 404);
	assert.match((await ruth.visits(file.url)).words, /An office of this file is no longer yours/);
	sql(`update exports set office_ids = '{1,2}', expires_at = now() where id = ${file.id};
		insert into jobs (kind) values ('exports/expire')`);
	await until('it is gone', () => count('export_chunks', `export_id = ${file.id}`) === 0);
	assert.equal((await ruth.asks(`${file.url}/file`)).status, 404);
	assert.match((await ruth.visits(file.url)).words, /The file is gone/);
});

test('who lost the right meanwhile gets no file; the same form twice is one', async () => {
	const page = await ruth.visits('/exports/new?list=cases');
	const pairs = form(page.html, '/exports');
	const made = await Promise.all([1, 2, 3, 4].map(() => ruth.posts('/exports', pairs)));
	assert.deepEqual([...new Set(made.map(({ path }) => path))], [made[0].path]);
	assert.match(made[0].path, /^\/exports\/\d+$/);
	const id = sql(`insert into exports (user_id, list, columns, office_id, client_key, expires_at)
		values (5, 'cases', '{client}', 3, '${key()}', now() + interval '1 day') returning id`);
	sql(`insert into jobs (kind, input) values ('exports/make', '{"export_id": ${id}}')`);
	await until('it is refused', () =>
		sql(`select state from exports where id = ${id}`) === 'refused');
	assert.equal(count('export_chunks', `export_id = ${id}`), 0);
	assert.match((await ruth.visits(`/exports/${id}`)).words, /The file was not made/);
});

test('ten thousand due days in and out again, byte for byte', async () => {
	const tag = households(10000), due = sql('select current_date + 150');
	const list = written([['Case number', 'Member', 'Period', 'Due date'],
		...Array.from({ length: 10000 }, (_, i) =>
			[`${tag}-${i + 1}`, `Bo Of ${tag}-${i + 1}`, '2027-07', due])]);
	const file = await checked(ruth, list, { name: `${tag}.csv` });
	await confirms(ruth, file);
	await isIn(file.id, 90);
	const back = await exported(ruth, 'dues', { columns: ['reference', 'member', 'period', 'due'],
		pick: file.id });
	assert.equal(count('export_chunks', `export_id = ${back.id}`), 10);
	assert.equal(back.text.length, list.length);
	assert.ok(back.text === list, 'byte for byte');
	assert.equal(Number(back.headers.get('content-length')), Buffer.byteLength(list));
});
