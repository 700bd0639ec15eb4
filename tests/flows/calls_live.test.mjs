// calls_live.test.mjs: lists change by themselves as calls do, and a page whose stream is dead goes
// on by asking.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { begins, sends, somebody, wraps } from './callers.mjs';
import { noComplaints, opens, start, stop } from './browser.mjs';
import { dana, luis, priya, ruth } from './people.mjs';
import { reference, sql, until } from './world.mjs';

before(async () => {
	await Promise.all([dana, luis, priya, ruth].map((one) => one.signsIn()));
	await start();
});
after(stop);
afterEach(noComplaints);

test('a call that begins and ends shows on a colleague’s page, and on no field under a hand',
	async () => {
		const c = await somebody();
		const page = await opens(ruth);
		await page.visits('/calls/new');
		await page.keyboard.type('half a number');
		const call = await begins(priya, c);
		const line = page.locator('#calls li', { hasText: c.reference });
		await line.waitFor();
		assert.match(await line.textContent(), /Priya Raman/);
		await wraps(priya, call, 'other');
		await line.waitFor({ state: 'detached' });
		const held = await page.evaluate(() =>
			[document.activeElement.id, document.querySelector('#q').value]);
		assert.deepEqual(held, ['q', 'half a number']);
		await page.context().close();
	});

test('the list of cases changes by itself', async () => {
	const page = await opens(ruth);
	const number = reference();
	await page.visits(`/cases?q=${number}`);
	await page.locator('.empty').first().waitFor();
	await dana.opensCase({ reference: number });
	await page.locator('#list', { hasText: number }).waitFor();
	await page.context().close();
});

test('without its stream the page says so and goes on by asking every minute', async () => {
	const c = await somebody({ language: 'es' });
	const call = await begins(priya, c);
	const page = await opens(priya);
	await page.clock.install();
	await page.route(/\/changes$/, (route) => route.abort());
	await page.visits(call.url);
	await sends(priya, call, { send_by: 'link' });
	await until('the link is made', () =>
		sql(`select state from orders where case_id = ${c.id}`) === 'waiting');
	await page.clock.runFor(6000);
	await page.locator('#lost', { hasText: 'The connection is lost' }).waitFor();
	assert.match(await page.locator('#live').textContent(), /Before the link goes out/);
	await page.locator('#note-text').focus();
	await page.clock.runFor(60000);
	await page.locator('#live', { hasText: 'Step 2 of 6' }).waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.id), 'note-text');
	await page.context().close();
	// The stream that was cut is what the page complained of.
	assert.throws(noComplaints, /changes/);
});
