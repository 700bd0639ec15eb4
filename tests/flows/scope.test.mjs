// scope.test.mjs: what hangs on who asks, as journeys: look-ups that are found at night, and whom a
// supervisor asks about them. The matrix of every route, role and office is scope_test.c's.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { filled, form } from './markup.mjs';
import { dana, marcus, priya, ruth } from './people.mjs';
import { app, count, sql, until } from './world.mjs';

before(async () => {
	for (const person of [dana, marcus, priya, ruth])
		await person.signsIn();
});

// The clock's job, now; done when it has ended.
async function night() {
	const id = sql(`insert into jobs (kind) values ('lookups/find') returning id`);
	await until('the look-ups are found', () => sql(
		`select state from jobs where id = ${id}`) === 'done', 30);
	// A connection that idled meanwhile may end just when it is used again.
	await until('the portal answers', async () => (await fetch(`${app}/signin`)).ok);
}

const lookups = (c, kind, user) => count('lookups',
	`case_id = ${c.id} and kind = '${kind}' and user_id = ${user}`);

test('a look without work is listed once, explained once, and stays explained', async () => {
	const c = await dana.opensCase({ household: [{ last_name: 'Quietly' }] });
	await priya.visits(c.url);
	await priya.visits(c.url);
	await dana.visits(c.url);
	await night();
	await night();
	assert.equal(lookups(c, 'no_work', 3), 1, 'the agent looked and did nothing');
	assert.equal(lookups(c, 'no_work', 1), 0, 'it is her own case');
	const id = sql(`select id from lookups where case_id = ${c.id}`);
	assert.equal(sql(`select times from lookups where id = ${id}`), '2');

	const list = await ruth.visits('/team/lookups');
	assert.match(list.words, new RegExp(`Priya Raman.*${c.reference}`));
	const page = await ruth.visits(`/lookups/${id}`);
	assert.match(page.words, /Looked at a case without work on it/);
	assert.match(page.words, new RegExp(`case\\.view case:${c.id}`));
	const pairs = form(page.html, `/lookups/${id}/disposition`);
	const short = await ruth.posts(`/lookups/${id}/disposition`,
		filled(pairs, { reason: 'Fine', outcome: 'explained' }));
	assert.equal(short.status, 422);
	assert.match(short.words, /Write the reason in a few words more/);
	assert.match(short.html, />Fine<\/textarea>/, 'what was typed stays');

	const reason = 'She answered for a colleague who was at lunch.';
	const [one, other] = await Promise.all([1, 2].map(() => ruth.posts(
		`/lookups/${id}/disposition`, filled(pairs, { reason, outcome: 'explained' }))));
	assert.deepEqual([one.status, other.status], [200, 200]);
	assert.equal(sql(`select state || ' ' || decided_by from lookups where id = ${id}`),
		'explained 5');
	await night();
	assert.equal(lookups(c, 'no_work', 3), 1, 'the same looks are not asked about twice');
	await priya.visits(c.url);
	await night();
	assert.equal(lookups(c, 'no_work', 3), 2, 'a new look is');
});

test('work on a case is no odd look', async () => {
	const c = await dana.opensCase({ household: [{ last_name: 'Busily' }] });
	await priya.fills(c.url, `${c.url}/notes`, { text: 'She called about her link.' });
	await priya.visits(c.url);
	await night();
	assert.equal(count('lookups', `case_id = ${c.id}`), 0);
});

test('one’s own name, a co-worker’s name, and never one’s own to explain', async () => {
	const own = await dana.opensCase({ household: [{ last_name: 'Whitfield-Ray' }] });
	await dana.visits(own.url);
	const colleague = await dana.opensCase({
		household: [{ first_name: 'Marcus', last_name: 'Bell' }] });
	await dana.visits(colleague.url);
	const hers = await dana.opensCase({ household: [{ last_name: 'Okafor' }] });
	await ruth.visits(hers.url);
	await night();
	assert.equal(lookups(own, 'surname', 1), 1);
	assert.equal(lookups(colleague, 'coworker', 1), 1);
	assert.equal(lookups(colleague, 'surname', 1), 0);
	assert.equal(lookups(hers, 'surname', 5), 1);
	const id = sql(`select id from lookups where case_id = ${hers.id} and user_id = 5`);
	assert.equal((await ruth.visits(`/lookups/${id}`)).status, 404);
	const list = await ruth.visits('/team/lookups');
	assert.doesNotMatch(list.words, new RegExp(hers.reference));
	assert.match(list.words, new RegExp(own.reference));
	const mine = sql(`select id from lookups where case_id = ${own.id} and user_id = 1`);
	const pairs = form((await ruth.visits(`/lookups/${mine}`)).html,
		`/lookups/${mine}/disposition`);
	const refused = await ruth.posts(`/lookups/${id}/disposition`,
		filled(pairs, { reason: 'I know myself quite well.', outcome: 'explained' }));
	assert.equal(refused.status, 404);
	assert.equal(sql(`select state from lookups where id = ${id}`), 'open');
	for (const person of [dana, priya])
		assert.equal((await person.visits('/team/lookups')).status, 403);
});

test('very many cases in a day are one line, of the day', async () => {
	sql(`with made as (insert into cases (reference, office_id)
	         select 'L-' || pg_backend_pid() || '-' || n, 2 from generate_series(1, 125) n
	         returning id)
	     select count(audit_write(2, 'case.view', 'case:' || id, '/cases/:id', '127.0.0.1',
	                              'many', null)) from made`);
	await night();
	await night();
	assert.equal(count('lookups', `kind = 'many' and user_id = 2 and state = 'open'`), 1);
	assert.equal(sql(`select times >= 125 from lookups where kind = 'many' and user_id = 2`), 't');
	const list = await ruth.visits('/team/lookups');
	assert.match(list.words, /Marcus Bell.*very many cases/);
	sql(`delete from cases where reference ~ '^L-[0-9]+-[0-9]+$'`);
});
