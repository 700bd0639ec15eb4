// worklist.test.mjs: a worker's list: filtered, saved as a view, ticked, previewed, done in one go;
// tasks; two who want the same; and the one box that finds everything.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, sizes, start, stop,
	tabsTo } from './browser.mjs';
import { filled, form } from './markup.mjs';
import { dana, marcus, priya, ruth } from './people.mjs';
import { app, count, key, sql, until } from './world.mjs';

before(async () => {
	for (const person of [dana, marcus, priya, ruth])
		await person.signsIn();
	await start();
});
after(stop);
afterEach(noComplaints);

const rows = (page, name) => page.locator('#list-rows tr', { hasText: name });
const heading = (page) => page.locator('h1').innerText();

// A Haitian Creole household of its own: a filter that shows these rows and few others.
async function family(name, many = 2) {
	const household = Array.from({ length: many }, (_, i) => ({
		first_name: `${name}${i}`, relation: i ? 'sibling' : 'applicant', language: 'ht',
		phone: `41555502${i}${i}`,
	}));
	const c = await dana.opensCase({ household });
	for (const member of c.members) {
		const order = await dana.orders(c, { member, language: 'ht' });
		await dana.seesState(order, 'Waiting for client');
	}
	return c;
}

test('filter, saved view, ticks, preview, run, result; by keyboard where it counts', async () => {
	const c = await family('Wanda', 3);
	const page = await opens(dana);
	await page.visits('/worklist');
	await accessible(page);
	await page.selectOption('#by-language', 'ht');
	await page.selectOption('#by-state', 'waiting');
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await page.waitForURL(/language=ht/);
	await rows(page, 'Wanda0').waitFor();

	await page.getByRole('link', { name: 'Save this view' }).click();
	const name = `Creole ${key().slice(0, 8)}`;
	await page.fill('#name', name);
	await page.getByRole('button', { name: 'Save view' }).click();
	await page.waitForURL(/\/worklist\?/);
	const view = page.locator('nav.views a[aria-current]');
	assert.match(await view.innerText(), new RegExp(`${name}\\s+\\d`));

	// The keyboard: to the first box of this household, and Space.
	const ids = (await Promise.all([0, 1, 2].map((i) =>
		rows(page, `Wanda${i}`).first().getAttribute('id')))).map((id) => id.split('-')[1]);
	const height = async () => (await page.locator('#list-rows').boundingBox()).y;
	const stood = await height();
	await tabsTo(page, `#tick-${ids[0]}`);
	await page.keyboard.press('Space');
	assert.equal(await height(), stood, 'nothing moves when a row is ticked');
	await page.check(`#tick-${ids[1]}`);
	await page.check(`#tick-${ids[2]}`);
	assert.match(await page.locator('[data-ticked]').innerText(), /3 ticked/);
	assert.match(await page.locator('[data-forecast]').innerText(),
		/^Send link again: 3 can go now/);
	await accessible(page);

	await page.getByRole('button', { name: 'Cancel orders' }).click();
	await page.waitForURL(/\/worklist\/batches\/\d+/);
	assert.match(await heading(page), /3 of 3 can go now/);
	await accessible(page);
	await page.getByRole('button', { name: /^Cancel 3 rows/ }).click();
	await page.locator('#errors').waitFor();
	await accessible(page);
	// One of them is canceled by somebody else before the batch starts.
	const [order] = sql(`select id from orders where case_id = ${c.id} order by id`).split('\n');
	await ruth.fills(`/orders/${order}/change`, `/orders/${order}/cancellation`,
		{ reason: 'Was faster' });
	await page.fill('#reason', 'The family moved away');
	await page.getByRole('button', { name: /^Cancel \d rows/ }).click();
	await page.locator('h1', { hasText: ': 2 of 3' }).waitFor({ timeout: 30000 });
	assert.match(await page.locator('#batch').innerText(),
		/1 left out: (It is being canceled already|The order is over)/);
	await accessible(page);
	assert.equal(count('orders', `case_id = ${c.id} and cancel_reason like 'The family%'`), 2);
	await until('the provider has canceled them', () =>
		count('orders', `case_id = ${c.id} and state = 'canceled'`) === 3, 30);
	assert.equal(count('work', `case_id = ${c.id}`), 0, 'they left the list');

	const file = await dana.asks(new URL(page.url()).pathname + '/file');
	assert.match(file.headers.get('content-type'), /text\/csv/);
	assert.equal((await file.text()).split('\r\n').length, 1 + 3 + 1, 'a head, three rows');
	await page.context().close();
});

test('without JavaScript, and on a phone', async () => {
	await family('Yves', 2);
	const page = await opens(dana, { size: sizes.phone, javaScriptEnabled: false });
	await page.visits('/worklist?who=mine&language=ht&state=waiting');
	await page.setViewportSize({ width: 320, height: 640 });
	const url = page.url();
	for (const box of await rows(page, 'Yves').locator('input').all())
		await box.check();
	await page.getByRole('button', { name: 'Assign' }).click();
	assert.match(await heading(page), /^Give to a worker: 2 of 2 can go now/);
	await page.selectOption('#worker_id', { label: 'Ruth Okafor' });
	await page.getByRole('button', { name: /^Assign/ }).click();
	await until('both are given', async () => {
		await page.reload();
		return /Assigned: 2 of 2/.test(await heading(page));
	}, 30);
	await page.goto(url);
	assert.equal(await rows(page, 'Yves').count(), 0);
	await page.context().close();
	assert.equal(sql(`select how || ' ' || by_id || ' ' || to_id from assignments
		order by id desc limit 1`), 'give 1 5');
});

test('every page on a phone: nothing sideways, nothing inaccessible', async () => {
	const page = await opens(ruth, { size: sizes.phone });
	for (const path of ['/worklist?who=all&cols=rule&cols=why&cols=worker', '/tasks/500', '/team',
		'/team/people/1', '/search?q=nguyen', '/search?q=nobodyatall',
		'/worklist/views/new?who=all', '/cases/1/tasks/new']) {
		await page.visits(path);
		await accessible(page);
		await page.setViewportSize({ width: 320, height: 640 });
		assert.ok(await overhang(page) <= 0, `${path} is too wide`);
		await page.setViewportSize(sizes.phone);
	}
	await page.context().close();
});

test('a task: written, snoozed, taken over, done; the second who says done is told', async () => {
	const c = await dana.opensCase({ household: [{ first_name: 'Tasha' }] });
	const made = await dana.fills(`${c.url}/tasks/new`, `${c.url}/tasks`, { sentence: 'Ask =1+1' });
	assert.match(made.path, /^\/tasks\/\d+$/);
	assert.match(made.words, /Ask =1\+1/);
	const snoozed = await dana.fills(made.path, `${made.path}/snooze`,
		{ until: '2', reason: 'Away' });
	assert.match(snoozed.words, /Snoozed until .*Away/);
	assert.doesNotMatch((await dana.visits('/worklist?who=mine&state=task')).html, /Tasha/);
	assert.match((await dana.visits('/worklist?who=mine&snoozed=1')).html, /Tasha/);
	await dana.fills(made.path, `${made.path}/waking`, {});

	// Ruth and Dana both have the page open; Ruth takes it over, then both say done.
	const hers = await dana.visits(made.path);
	const owned = await ruth.fills(made.path, `${made.path}/owner`, {});
	assert.match(owned.words, /The task is yours.*Ruth Okafor took it/);
	const note = (html, text) => filled(form(html, `${made.path}/completion`), { note: text });
	const both = await Promise.all([
		dana.posts(`${made.path}/completion`, note(hers.html, 'Dana asked')),
		ruth.posts(`${made.path}/completion`, note(owned.html, 'Ruth asked')),
	]);
	assert.equal(both.filter((p) => /The task is done/.test(p.words)).length, 1);
	assert.equal(both.filter((p) => /Somebody was faster/.test(p.words)).length, 1);
	assert.equal(count('timeline', `case_id = ${c.id} and sentence like 'Task done%'`), 1);
	assert.equal((await marcus.visits(made.path)).status, 404, 'another office');

	const exported = await dana.fills(made.path, `${made.path}/reopening`, {});
	assert.match(exported.words, /Needs you/);
	const list = await dana.visits('/worklist?who=all&state=task');
	const id = sql(`select id from work where case_id = ${c.id} and branch = 'task'`);
	const batch = await dana.posts('/worklist/selection',
		[...filled(form(list.html, '/worklist/selection'), {}), ['row', id], ['action', 'export']]
			.filter(([name]) => name !== 'all'));
	await dana.fills(batch.path, `${batch.path}/start`, {});
	await dana.sees(batch.path, /Exported: 1 of 1/);
	assert.match(await (await dana.asks(`${batch.path}/file`)).text(), /"Ask =1\+1"/);
	assert.equal((await ruth.visits(batch.path)).status, 404, 'a batch is its maker\'s');
});

test('who loses an office meanwhile changes nothing there', async () => {
	const c = await family('Zoe', 1);
	const id = sql(`select id from work where case_id = ${c.id}`);
	const list = await ruth.visits('/worklist?who=all&language=ht');
	const chosen = filled(form(list.html, '/worklist/selection'), {})
		.filter(([name]) => name !== 'row' && name !== 'all' && name !== 'action');
	const batch = await ruth.posts('/worklist/selection',
		[...chosen, ['row', id], ['action', 'cancel']]);
	assert.match(batch.words, /1 of 1 can go now/);
	sql('delete from user_offices where user_id = 5 and office_id = 1');
	ruth.cookie = '';                        // a change of offices signs out
	await ruth.signsIn();
	try {
		const page = await ruth.fills(batch.path, `${batch.path}/start`, { reason: 'Late' });
		await ruth.sees(page.path, /Canceled, or the source is asked to: 0 of 1/);
		assert.match((await ruth.visits(batch.path)).words,
			/belongs to an office that is not yours/);
	} finally {
		sql('insert into user_offices (user_id, office_id) values (5, 1)');
		ruth.cookie = '';
		await ruth.signsIn();
	}
	assert.equal(count('orders', `case_id = ${c.id} and cancel_asked_at is null`), 1);
	const again = await ruth.visits('/worklist?who=all&language=ht');
	const rest = filled(form(again.html, '/worklist/selection'), {})
		.filter(([name]) => name !== 'row' && name !== 'all' && name !== 'action');
	const none = await ruth.posts('/worklist/selection', [...rest, ['action', 'cancel']]);
	assert.match(none.words, /Tick one row or more first/);
});

test('two who take the next case from the pool get two cases', async () => {
	const cases = [await family('Pia', 1), await family('Quin', 1)];
	sql(`update cases set worker_id = null where id in (${cases.map((c) => c.id)})`);
	const page = await dana.visits('/worklist?who=pool');
	assert.equal(page.status, 200);
	const token = filled(form(page.html, '/worklist/next'), {});
	await Promise.all([dana.posts('/worklist/next', token), dana.posts('/worklist/next', token)]);
	assert.equal(count('assignments', `how in ('take', 'takeover') and case_id in
		(${cases.map((c) => c.id)}) group by case_id having count(*) > 1`), 0);
});

test('one box finds a case, a person, a phone, an order, each with its reason', async () => {
	const c = await dana.opensCase({ household: [{ first_name: 'محمد', last_name: 'Grünwald-O’Shea',
		native_name: 'محمد گرون', phone: '(415) 555-0977', ssn: '9771' }] });
	const order = await dana.orders(c);
	const finds = async (person, q) => person.visits(`/search?q=${encodeURIComponent(q)}`);
	for (const q of ['grunwald', 'GRÜNWALD oshea', 'o\'shea محمد', 'محمد گرون', '415-555-0977',
		'+1 415 555 0977', '5550977', '0977', '9771', 'Grunvald'])
		assert.match((await finds(dana, q)).html, new RegExp(c.reference), q);
	assert.match((await finds(dana, 'Nguyễn')).html, /24-118307/);
	assert.match((await finds(dana, 'nguyen thanh')).html, /24-118307/);
	assert.match((await finds(dana, 'OBrien')).words, /Name/);
	assert.match((await finds(dana, 'Obryan')).words, /sounds alike/);
	assert.equal((await finds(dana, c.reference)).path, c.url, 'a whole case number goes there');
	assert.equal((await finds(dana, order.number.toLowerCase())).path, order.url);
	assert.match((await finds(dana, '9771')).words, /SSN ends in 9771/);
	assert.match((await finds(priya, '9771')).words, /by caseworkers and supervisors only/);
	assert.doesNotMatch((await finds(marcus, 'grunwald')).html, new RegExp(c.reference));
	assert.match((await finds(marcus, c.reference)).words, /No case of your offices has it/);
	assert.equal(count('audit', 'action = \'search.last_four\' and user_id = 1') > 0, true);
	assert.equal(count('audit', 'reason like \'%9771%\' or subject like \'%9771%\''), 0);
	for (const q of ['', '%', '_', '\'', '"\\', '&amp;', 'a'.repeat(300), '\u202e',
		'12345678901234', '<script>alert(1)</script>', '+', '((((', '陈'])
		assert.equal((await finds(dana, q)).status, 200, q);
	assert.equal((await dana.asks('/search?q=%00')).status, 400);
});

test('nonsense in the address of the list is left out', async () => {
	for (const query of ['who=0', 'who=99999999999999999999', 'state=drop', 'after=~~~',
		'after=2026-13-45~1~1~1', 'after=infinity~9999~1~1', 'cols=}{', 'cols=why&cols=', 'due=%27',
		'language=xx&program=yy', 'who[]=1', `after=${'9'.repeat(400)}`, 'who=mine&who=all'])
		assert.equal((await dana.visits(`/worklist?${query}`)).status, 200, query);
	assert.ok(app);
});
