// restricted.test.mjs: a case that only few may see: restricted with a reason, a line without a
// person for the others, opened for an hour, told to its supervisor, closed again by itself.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessible, noComplaints, opens, overhang, sizes, start, stop,
	tabsTo } from './browser.mjs';
import { filled, form } from './markup.mjs';
import { dana, luis, marcus, priya, ruth } from './people.mjs';
import { app, count, reference, sql } from './world.mjs';

before(async () => {
	for (const person of [dana, luis, marcus, priya, ruth])
		await person.signsIn();
	await start();
});
after(stop);
afterEach(noComplaints);

const why = 'The client works in this agency.';
const urgent = 'She is on the line and her benefits end today.';

// A case of Dana's with a person of a name nobody else has, restricted by Ruth.
async function secret() {
	const last_name = `Hush${reference().replace(/[^A-Za-z0-9]/g, '').toLowerCase()}`;
	const c = await dana.opensCase({ household: [{ first_name: 'Ada', last_name }] });
	const order = await dana.orders(c);
	await dana.seesState(order, 'Waiting for client');
	const page = await ruth.fills(`${c.url}/restriction`, `${c.url}/restriction`, { reason: why });
	assert.match(page.words, /is restricted/);
	return { ...c, last_name, order };
}

const line = (c) => new RegExp(`Case ${c.reference}`);

test('others get a line and no person; the worker and the supervisor see it', async () => {
	const c = await secret();
	for (const person of [dana, ruth]) {
		const page = await person.visits(c.url);
		assert.equal(page.status, 200);
		assert.match(page.words, /Restricted/);
		assert.match((await person.visits(`/search?q=${c.last_name}`)).words, /Ada/);
	}
	for (const path of [c.url, `${c.url}/verify`, `${c.url}/tasks/new`, c.order.url,
		`${c.order.url}/messages`, `${c.order.url}/qr`, `${c.url}/changes`])
		assert.equal((await priya.visits(path)).status, 404, path);
	assert.equal((await luis.visits(`${c.order.url}/qr`)).status, 404);
	assert.equal((await luis.visits(`${c.order.url}/handout`)).status, 404);
	const found = await priya.visits(`/search?q=${c.last_name}`);
	assert.match(found.words, /A restricted case fits/);
	assert.match(found.words, line(c));
	assert.doesNotMatch(found.words, /Ada/);
	for (const path of ['/cases', `/cases?q=${c.reference}`, '/worklist?who=all',
		`/search?q=${c.reference}`]) {
		const list = await priya.visits(path);
		assert.match(list.words, line(c), path);
		assert.doesNotMatch(list.html, new RegExp(`Ada ${c.last_name}`), path);
	}
	// Of another office: not even the line.
	for (const path of ['/cases', `/search?q=${c.last_name}`, `/search?q=${c.reference}`])
		assert.doesNotMatch((await marcus.visits(path)).html, new RegExp(`Case ${c.reference}`));
	assert.equal((await marcus.visits(`${c.url}/opening`)).status, 404);
	assert.doesNotMatch((await luis.visits(`/desk/visitors/new?q=${c.reference}`)).words, /Ada/);
});

test('opened with a reason, told at once, closed by itself, and nobody’s for good', async () => {
	const c = await secret();
	const page = await priya.visits(`${c.url}/opening`);
	assert.doesNotMatch(page.html, new RegExp(c.last_name));
	const pairs = form(page.html, `${c.url}/openings`);
	const empty = await priya.posts(`${c.url}/openings`, pairs);
	assert.equal(empty.status, 422);
	assert.match(empty.words, /Enter the reason/);
	assert.equal(count('openings', `case_id = ${c.id}`), 0);

	// A double press, at once, and once more later: it opens once.
	const sent = filled(pairs, { reason: urgent });
	const both = await Promise.all([1, 2].map(() => priya.posts(`${c.url}/openings`, sent)));
	for (const answer of [...both, await priya.posts(`${c.url}/openings`, sent)]) {
		assert.equal(answer.path, c.url);
		assert.match(answer.words, /Open to you until/);
	}
	assert.equal(count('openings', `case_id = ${c.id}`), 1);
	assert.equal(count('lookups', `case_id = ${c.id} and kind = 'restricted'`), 1);
	assert.equal(count('audit', `action = 'case.break_glass' and user_id = 3
		and subject = 'case:${c.id}'`) >= 1, true, 'it stands in the trail');
	assert.equal((await priya.visits(c.order.url)).status, 200);

	const id = sql(`select id from lookups where case_id = ${c.id}`);
	const home = await ruth.visits('/');
	assert.match(home.words, /opened a restricted case|restricted cases were opened/);
	assert.match((await ruth.visits(`/lookups/${id}`)).words, /her benefits end today/);
	assert.match((await ruth.visits(`${c.url}/restriction`)).words, /Priya Raman/);
	assert.match((await dana.visits(c.url)).words, /Priya Raman opened this restricted case/);

	// To have it open is not to have it.
	const answer = await priya.asks(`${c.url}/worker`, { method: 'POST',
		pairs: [['csrf', pairs.find(([name]) => name === 'csrf')[1]], ['to', 'me']] });
	assert.equal(answer.status, 303);
	assert.equal(sql(`select worker_id from cases where id = ${c.id}`), '1');

	sql(`update openings set until_at = opened_at where case_id = ${c.id}`);
	assert.equal((await priya.visits(c.url)).status, 404);
	assert.equal((await priya.visits(c.order.url)).status, 404);
	const late = await priya.posts(`${c.url}/openings`, sent);
	assert.equal(late.status, 404, 'an old form does not open it again');
});

test('only a supervisor restricts and lifts; lifting ends what was opened', async () => {
	const c = await secret();
	const csrf = (await dana.visits(c.url)).html.match(/name="csrf" value="([^"]+)"/)[1];
	for (const path of ['restriction', 'restriction-end'])
		assert.equal((await dana.posts(`${c.url}/${path}`,
			[['csrf', csrf], ['reason', 'Because I want it so']])).status, 403, path);
	await priya.fills(`${c.url}/opening`, `${c.url}/openings`, { reason: urgent });
	const page = await ruth.fills(`${c.url}/restriction`, `${c.url}/restriction-end`,
		{ reason: 'The client has left the agency.' });
	assert.match(page.words, /not restricted any more/);
	assert.equal(count('openings', `case_id = ${c.id} and until_at > now()`), 0);
	assert.equal((await priya.visits(c.url)).status, 200, 'it is the office’s again');
	assert.match((await ruth.visits(`${c.url}/restriction`)).words,
		/Restricted before.*works in this agency.*has left the agency/);
});

test('in a browser, by the keyboard, without JavaScript, on a phone', async () => {
	const c = await secret();
	const page = await opens(priya);
	await page.visits(`/cases?q=${c.reference}`);
	await accessible(page);
	await page.getByRole('link', { name: `Case ${c.reference}` }).click();
	await page.waitForURL(`**${c.url}/opening`);
	await accessible(page);
	await tabsTo(page, '#reason');
	await page.keyboard.type('Now');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.locator('#errors').waitFor();
	await accessible(page);
	await tabsTo(page, '#reason');
	await page.keyboard.press('End');
	await page.keyboard.type(', because her benefits end today.');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForURL(`${app}${c.url}`);
	assert.match(await page.locator('#restriction').innerText(), /Open to you until/);
	await accessible(page);

	const plain = await opens(ruth, { size: sizes.phone, javaScriptEnabled: false });
	await plain.visits('/team/lookups');
	const row = plain.locator('#lookup-rows tr', { hasText: c.reference });
	await row.getByRole('link', { name: /^Explain/ }).click();
	await plain.waitForURL(/\/lookups\/\d+$/);
	await plain.fill('#reason', 'She asked me on the phone before.');
	await plain.getByRole('button', { name: 'It is explained' }).click();
	await plain.waitForURL(/\/team\/lookups$/);
	assert.equal(await plain.locator('#lookup-rows tr', { hasText: c.reference }).count(), 0);

	for (const size of Object.values(sizes)) {
		const looked = await opens(ruth, { size });
		for (const path of ['/', '/team', '/team/lookups', '/team/lookups?view=explained',
			'/lookups/720', `${c.url}/restriction`, `${c.url}`]) {
			await looked.visits(path);
			await accessible(looked);
			assert.ok(await overhang(looked) <= 0, `${path} goes sideways`);
		}
		await looked.context().close();
	}
	await page.getByRole('button', { name: 'Close it again now' }).click();
	await page.waitForURL(`**${c.url}/opening`);
	assert.equal((await priya.visits(c.url)).status, 404);
});
